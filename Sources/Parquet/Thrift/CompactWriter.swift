/// Writes the Thrift compact protocol.
struct CompactWriter {
    private(set) var bytes: [UInt8] = []
    private var lastIdentifier: Int16 = 0

    /// A whole structure: its fields and the stop byte.
    mutating func structure(_ value: some ThriftStructure) {
        let outer = lastIdentifier
        lastIdentifier = 0
        value.write(to: &self)
        bytes.append(0)
        lastIdentifier = outer
    }

    // MARK: Fields, left out where the value is nil

    mutating func field(_ id: Int16, _ value: Bool?) {
        guard let value else { return }
        header(id, value ? .truth : .falsehood)
    }

    mutating func field(_ id: Int16, _ value: Int8?) {
        guard let value else { return }
        header(id, .byte)
        bytes.append(UInt8(bitPattern: value))
    }

    mutating func field(_ id: Int16, _ value: Int16?) {
        guard let value else { return }
        header(id, .int16)
        zigZag(Int64(value))
    }

    mutating func field(_ id: Int16, _ value: Int32?) {
        guard let value else { return }
        header(id, .int32)
        zigZag(Int64(value))
    }

    mutating func field(_ id: Int16, _ value: Int64?) {
        guard let value else { return }
        header(id, .int64)
        zigZag(value)
    }

    mutating func field<Value: OpenEnumeration>(_ id: Int16, _ value: Value?) { field(id, value?.rawValue) }

    mutating func field(_ id: Int16, _ value: String?) {
        guard let value else { return }
        header(id, .binary)
        binary(value.utf8)
    }

    mutating func field(_ id: Int16, _ value: [UInt8]?) {
        guard let value else { return }
        header(id, .binary)
        binary(value)
    }

    mutating func field<Value: ThriftStructure>(_ id: Int16, _ value: Value?) {
        guard let value else { return }
        header(id, .structure)
        structure(value)
    }

    // MARK: Fields that are lists

    mutating func field<Value: ThriftStructure>(_ id: Int16, list: [Value]?) {
        self.list(id, list, of: .structure) { writer, value in writer.structure(value) }
    }

    mutating func field(_ id: Int16, list: [String]?) {
        self.list(id, list, of: .binary) { writer, value in writer.binary(value.utf8) }
    }

    mutating func field(_ id: Int16, list: [[UInt8]]?) {
        self.list(id, list, of: .binary) { writer, value in writer.binary(value) }
    }

    mutating func field(_ id: Int16, list: [Int64]?) {
        self.list(id, list, of: .int64) { writer, value in writer.zigZag(value) }
    }

    mutating func field(_ id: Int16, list: [Bool]?) {
        self.list(id, list, of: .truth) { writer, value in writer.bytes.append(value ? 1 : 2) }
    }

    mutating func field<Value: OpenEnumeration>(_ id: Int16, list: [Value]?) {
        self.list(id, list, of: .int32) { writer, value in writer.zigZag(Int64(value.rawValue)) }
    }

    private mutating func list<Value>(
        _ id: Int16, _ values: [Value]?, of type: ThriftType, _ element: (inout CompactWriter, Value) -> Void
    ) {
        guard let values else { return }
        header(id, .list)
        if values.count < 15 {
            bytes.append(UInt8(values.count) << 4 | type.rawValue)
        } else {
            bytes.append(0xF0 | type.rawValue)
            varint(UInt64(values.count))
        }
        for value in values { element(&self, value) }
    }

    // MARK: Values

    private mutating func header(_ id: Int16, _ type: ThriftType) {
        let delta = Int(id) - Int(lastIdentifier)
        if 1...15 ~= delta {
            bytes.append(UInt8(delta) << 4 | type.rawValue)
        } else {
            bytes.append(type.rawValue)
            zigZag(Int64(id))
        }
        lastIdentifier = id
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func zigZag(_ value: Int64) { varint(UInt64(bitPattern: value << 1 ^ value >> 63)) }

    private mutating func binary(_ value: some Collection<UInt8>) {
        varint(UInt64(value.count))
        bytes.append(contentsOf: value)
    }
}
