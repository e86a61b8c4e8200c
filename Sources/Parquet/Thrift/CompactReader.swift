/// Reads the Thrift compact protocol from bytes that are not trusted.
///
/// Every length and count is checked against the bytes that are left before anything is allocated for it; an element of
/// a list takes a byte at least, so that what is decoded is bounded by the input. Structures nest ``maximumDepth`` deep.
struct CompactReader {
    static let maximumDepth = 24

    let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0
    private var depth = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var remaining: Int { bytes.count - offset }

    // MARK: Fields of structures

    /// Calls `body` with each field of a structure; `body` reads its value or skips it.
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
            try body(ThriftField(id: identifier, type: type), &self)
        }
        depth -= 1
    }

    private func expect(_ field: ThriftField, _ type: ThriftType) throws(ParquetProblem) {
        guard field.type == type else {
            throw .thriftTypeMismatch(field: field.id, found: field.type.name, expected: type.name, offset: offset)
        }
    }

    func bool(_ field: ThriftField) throws(ParquetProblem) -> Bool {
        switch field.type {
        case .truth: return true
        case .falsehood: return false
        default:
            throw .thriftTypeMismatch(field: field.id, found: field.type.name, expected: "bool", offset: offset)
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

    /// Passes over the value of a field that is not known.
    mutating func skip(_ field: ThriftField) throws(ParquetProblem) {
        if field.type == .truth || field.type == .falsehood { return }
        try skip(field.type)
    }

    // MARK: Lists

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
        guard found == type || isBool || count == 0 else {
            throw .thriftTypeMismatch(
                field: field.id, found: "list of \(found.name)", expected: "list of \(type.name)", offset: offset)
        }
        var values: [Value] = []
        for _ in 0..<count { values.append(try element(&self)) }
        return values
    }

    private mutating func listHeader() throws(ParquetProblem) -> (ThriftType, count: Int) {
        let header = try byte()
        guard let type = ThriftType(rawValue: header & 0x0F) else {
            throw .thriftUnknownType(header & 0x0F, offset: offset - 1)
        }
        let count = header >> 4 == 15 ? try length() : Int(header >> 4)
        guard count <= remaining else { throw .truncated(needed: count, available: remaining) }
        return (type, count)
    }

    // MARK: Values

    private mutating func byte() throws(ParquetProblem) -> UInt8 {
        guard offset < bytes.count else { throw .truncated(needed: 1, available: 0) }
        defer { offset += 1 }
        return bytes[offset]
    }

    private mutating func varint() throws(ParquetProblem) -> UInt64 {
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

    private mutating func zigZag() throws(ParquetProblem) -> Int64 {
        let value = try varint()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    private mutating func int16() throws(ParquetProblem) -> Int16 {
        guard let value = Int16(exactly: try zigZag()) else { throw .thriftIntegerTooLarge(bits: 16, offset: offset) }
        return value
    }

    private mutating func int32() throws(ParquetProblem) -> Int32 {
        guard let value = Int32(exactly: try zigZag()) else { throw .thriftIntegerTooLarge(bits: 32, offset: offset) }
        return value
    }

    private mutating func length() throws(ParquetProblem) -> Int {
        let value = try varint()
        guard value <= UInt64(remaining) else {
            throw .truncated(needed: Int(clamping: value), available: remaining)
        }
        return Int(value)
    }

    private mutating func take(_ count: Int) throws(ParquetProblem) -> UnsafeRawBufferPointer {
        guard count <= remaining else { throw .truncated(needed: count, available: remaining) }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }

    private mutating func binary() throws(ParquetProblem) -> [UInt8] { Array(try take(try length())) }

    private mutating func string() throws(ParquetProblem) -> String {
        String(decoding: try take(try length()), as: UTF8.self)
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
