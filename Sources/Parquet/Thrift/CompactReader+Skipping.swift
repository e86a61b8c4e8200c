extension CompactReader {
    /// Passes over the value of a field that is not known.
    mutating func skip(_ field: ThriftField) throws(ParquetProblem) {
        if field.type == .truth || field.type == .falsehood { return }
        try skip(field.type)
    }

    /// Passes over a value. In lists and maps a bool takes a byte.
    private mutating func skip(_ type: ThriftType) throws(ParquetProblem) {
        guard depth < Self.maximumDepth else { throw .thriftTooDeep(limit: Self.maximumDepth, offset: offset) }
        switch type {
        case .stop: throw .thriftUnknownType(type.rawValue, offset: offset)
        case .truth, .falsehood, .byte: _ = try byte()
        case .int16, .int32, .int64: _ = try varint()
        case .double: _ = try take(8)
        case .uuid: _ = try take(16)
        case .binary: _ = try take(try length())
        case .list, .set:
            let (element, count) = try listHeader()
            depth += 1
            for _ in 0..<count { try skip(element) }
            depth -= 1
        case .map:
            let count = try length()
            guard count > 0 else { return }
            let types = try byte()
            guard let key = ThriftType(rawValue: types >> 4), let value = ThriftType(rawValue: types & 0x0F) else {
                throw .thriftUnknownType(types, offset: offset - 1)
            }
            depth += 1
            for _ in 0..<count {
                try skip(key)
                try skip(value)
            }
            depth -= 1
        case .structure:
            try readFields { (field, reader) throws(ParquetProblem) in try reader.skip(field) }
        }
    }
}
