extension CompactReader {
    mutating func structures<Value: ThriftStructure>(_ field: ThriftField) throws(ParquetProblem) -> [Value] {
        try list(field, of: .structure) { (reader) throws(ParquetProblem) in try Value(from: &reader) }
    }

    mutating func strings(_ field: ThriftField) throws(ParquetProblem) -> [String] {
        try list(field, of: .binary) { (reader) throws(ParquetProblem) in try reader.string() }
    }

    mutating func binaries(_ field: ThriftField) throws(ParquetProblem) -> [[UInt8]] {
        try list(field, of: .binary) { (reader) throws(ParquetProblem) in try reader.binary() }
    }

    mutating func int64s(_ field: ThriftField) throws(ParquetProblem) -> [Int64] {
        try list(field, of: .int64) { (reader) throws(ParquetProblem) in try reader.zigZag() }
    }

    mutating func enumerations<Value: OpenEnumeration>(_ field: ThriftField) throws(ParquetProblem) -> [Value] {
        try list(field, of: .int32) { (reader) throws(ParquetProblem) in Value(rawValue: try reader.int32()) }
    }

    mutating func bools(_ field: ThriftField) throws(ParquetProblem) -> [Bool] {
        // Writers disagree on 0 or 2 for false; 1 is true for all.
        try list(field, of: .truth) { (reader) throws(ParquetProblem) in try reader.byte() == 1 }
    }

    private mutating func list<Value>(
        _ field: ThriftField, of type: ThriftType,
        _ element: (inout CompactReader) throws(ParquetProblem) -> Value
    ) throws(ParquetProblem) -> [Value] {
        try expect(field, .list)
        let (found, count) = try listHeader()
        let isBool = type == .truth && found == .falsehood
        guard found == type || isBool || count == 0 else { throw .thriftTypeMismatch }
        var values: [Value] = []
        for _ in 0..<count { values.append(try element(&self)) }
        return values
    }

    mutating func listHeader() throws(ParquetProblem) -> (ThriftType, count: Int) {
        let header = try byte()
        guard let type = ThriftType(rawValue: header & 0x0F) else {
            throw .thriftUnknownType(header & 0x0F, offset: offset - 1)
        }
        let count = header >> 4 == 15 ? try length() : Int(header >> 4)
        guard count <= remaining else { throw .truncated(needed: count, available: remaining) }
        return (type, count)
    }
}
