/// The types of the Thrift compact protocol, as they are in field and list headers.
enum ThriftType: UInt8, Sendable {
    case stop = 0
    /// In a field header the value itself; in a list header, as ``falsehood``, only the type.
    case truth = 1
    case falsehood = 2
    case byte = 3
    case int16 = 4
    case int32 = 5
    case int64 = 6
    case double = 7
    case binary = 8
    case list = 9
    case set = 10
    case map = 11
    case structure = 12
    case uuid = 13
}

/// The header of a field: its number and its type.
struct ThriftField: Sendable {
    let id: Int16
    let type: ThriftType
}
