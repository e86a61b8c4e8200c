/// Reads the Thrift compact protocol from bytes that are not trusted.
///
/// Every length and count is checked against the bytes that are left before anything is allocated for it; an element of
/// a list takes at least one byte, so that the decoded size is bounded by the input. Structures nest ``maximumDepth``
/// deep.
struct CompactReader {
    static let maximumDepth = 24

    let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0
    /// How many structures and lists are open.
    var depth = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var remaining: Int { bytes.count - offset }

    // MARK: Fields of structures

    /// Calls `body` with each field of a structure; `body` reads its value or skips it. A field of another type than
    /// `body` requests is skipped.
    mutating func readFields(
        _ body: (_ field: ThriftField, _ reader: inout CompactReader) throws(ParquetProblem) -> Void
    ) throws(ParquetProblem) {
        guard depth < Self.maximumDepth else { throw .thriftTooDeep(limit: Self.maximumDepth, offset: offset) }
        depth += 1
        var identifier: Int16 = 0
        while true {
            let header = try byte()
            if header & 0x0F == 0 { break }
            guard let type = ThriftType(rawValue: header & 0x0F) else {
                throw .thriftUnknownType(header & 0x0F, offset: offset - 1)
            }
            let delta = Int16(header >> 4)
            identifier = delta == 0 ? try int16() : identifier &+ delta
            let field = ThriftField(id: identifier, type: type)
            let start = offset
            do throws(ParquetProblem) {
                try body(field, &self)
            } catch {
                guard case .thriftTypeMismatch = error else { throw error }
                // A field of another type counts as unknown, as in readers that Thrift generates.
                offset = start
                try skip(field)
            }
        }
        depth -= 1
    }

    func expect(_ field: ThriftField, _ type: ThriftType) throws(ParquetProblem) {
        guard field.type == type else { throw .thriftTypeMismatch }
    }

    func bool(_ field: ThriftField) throws(ParquetProblem) -> Bool {
        switch field.type {
        case .truth: return true
        case .falsehood: return false
        default: throw .thriftTypeMismatch
        }
    }

    mutating func int8(_ field: ThriftField) throws(ParquetProblem) -> Int8 {
        try expect(field, .byte)
        return Int8(bitPattern: try byte())
    }

    mutating func int16(_ field: ThriftField) throws(ParquetProblem) -> Int16 {
        try expect(field, .int16)
        return try int16()
    }

    mutating func int32(_ field: ThriftField) throws(ParquetProblem) -> Int32 {
        try expect(field, .int32)
        return try int32()
    }

    mutating func int64(_ field: ThriftField) throws(ParquetProblem) -> Int64 {
        try expect(field, .int64)
        return try zigZag()
    }

    mutating func enumeration<Value: OpenEnumeration>(_ field: ThriftField) throws(ParquetProblem) -> Value {
        Value(rawValue: try int32(field))
    }

    mutating func binary(_ field: ThriftField) throws(ParquetProblem) -> [UInt8] {
        try expect(field, .binary)
        return try binary()
    }

    mutating func string(_ field: ThriftField) throws(ParquetProblem) -> String {
        try expect(field, .binary)
        return try string()
    }

    mutating func structure<Value: ThriftStructure>(_ field: ThriftField) throws(ParquetProblem) -> Value {
        try expect(field, .structure)
        return try Value(from: &self)
    }

    // MARK: Values

    mutating func byte() throws(ParquetProblem) -> UInt8 {
        guard offset < bytes.count else { throw .truncated(needed: 1, available: 0) }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func varint() throws(ParquetProblem) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            // The tenth byte has room for one bit.
            guard shift < 63 || next <= 1 else { throw .varintTooLong(offset: offset - 1) }
            value |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 { return value }
            shift += 7
        }
    }

    mutating func zigZag() throws(ParquetProblem) -> Int64 {
        let value = try varint()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    private mutating func int16() throws(ParquetProblem) -> Int16 {
        guard let value = Int16(exactly: try zigZag()) else { throw .thriftIntegerTooLarge(bits: 16, offset: offset) }
        return value
    }

    mutating func int32() throws(ParquetProblem) -> Int32 {
        guard let value = Int32(exactly: try zigZag()) else { throw .thriftIntegerTooLarge(bits: 32, offset: offset) }
        return value
    }

    mutating func length() throws(ParquetProblem) -> Int {
        let value = try varint()
        guard value <= UInt64(remaining) else {
            throw .truncated(needed: Int(clamping: value), available: remaining)
        }
        return Int(value)
    }

    mutating func take(_ count: Int) throws(ParquetProblem) -> UnsafeRawBufferPointer {
        guard count <= remaining else { throw .truncated(needed: count, available: remaining) }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }

    mutating func binary() throws(ParquetProblem) -> [UInt8] { Array(try take(try length())) }

    mutating func string() throws(ParquetProblem) -> String {
        String(decoding: try take(try length()), as: UTF8.self)
    }
}
