extension PhysicalType {
    init(reading field: ThriftField, from reader: inout CompactReader) throws(ParquetProblem) {
        let number = try reader.int32(field)
        guard let type = PhysicalType(rawValue: number) else { throw .unknownPhysicalType(number) }
        self = type
    }
}
