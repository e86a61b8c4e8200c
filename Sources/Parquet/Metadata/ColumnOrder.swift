/// How least and greatest values of a column are ordered.
public enum ColumnOrder: Sendable, Hashable {
    /// By the column's logical or physical type.
    case typeDefined
    /// IEEE 754 total order of floating point values.
    case totalOrder
    /// Chronological order of INT96.
    case int96Timestamp
    /// An order of a later version of the format: least and greatest values cannot be used.
    case unknown(Int16)
}

extension ColumnOrder: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var order = ColumnOrder.unknown(0)
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            order =
                switch field.id {
                case 1: .typeDefined
                case 2: .totalOrder
                case 3: .int96Timestamp
                default: .unknown(field.id)
                }
            try reader.skip(field)
        }
        self = order
    }

    func write(to writer: inout CompactWriter) {
        switch self {
        case .typeDefined: writer.field(1, EmptyStructure())
        case .totalOrder: writer.field(2, EmptyStructure())
        case .int96Timestamp: writer.field(3, EmptyStructure())
        case .unknown(let number): writer.field(number, EmptyStructure())
        }
    }
}

/// A structure without fields, which says by being there.
struct EmptyStructure: ThriftStructure {
    init() {}

    init(from reader: inout CompactReader) throws(ParquetProblem) {
        try reader.readFields { (field, reader) throws(ParquetProblem) in try reader.skip(field) }
    }

    func write(to writer: inout CompactWriter) {}
}
