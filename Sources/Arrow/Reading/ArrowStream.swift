/// A stream of Arrow IPC, read from its beginning to its end; also a file that comes as a stream.
public final class ArrowStream {
    /// At most so many bytes are allocated at a time, whatever length a message claims.
    private static let pieceBytes = 1 << 20
    private static let mostMetadataBytes = 64 << 20

    public let schema: ArrowSchema
    private let name: String
    private let source: (UnsafeMutableRawBufferPointer) throws -> Int
    private let fields: DictionaryFields
    private var dictionaries: [Int64: ArrowDictionary] = [:]
    private var offset: Int64 = 0
    private var isAtEnd = false

    /// Reads up to the schema.
    ///
    /// - Parameters:
    ///   - name: in errors.
    ///   - source: writes the next bytes and returns their number; 0 is the end.
    /// - Throws: `ArrowError`, and what `source` throws.
    public init(name: String, source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) throws {
        self.name = name
        self.source = source
        var place: Int64 = 0
        var first = try Self.take(4, from: source, at: &place, name: name)
        if first == Array(MessageFrame.magic.prefix(4)) {
            guard try Self.take(4, from: source, at: &place, name: name) == Array(MessageFrame.head.suffix(4)) else {
                throw ArrowError(.noMagic(atEnd: false), file: name, offset: 0)
            }
            first = try Self.take(4, from: source, at: &place, name: name)
        }
        let start = place - 4
        guard let message = try Self.message(after: first, from: source, at: &place, name: name) else {
            throw ArrowError(.missing("schema"), file: name, offset: start)
        }
        guard message.header == .schema, message.bodyBytes == 0 else {
            throw ArrowError(.unexpectedMessage(message.header.rawValue), file: name, offset: start)
        }
        schema = try ArrowSchema(message.table, file: name)
        fields = DictionaryFields(schema)
        offset = place
    }

    /// The next batch, with some of the columns; nil at the end.
    ///
    /// - Throws: `ArrowError`, and what the source throws. After that the stream is at its end.
    public func next(isWanted: (Int) -> Bool = { _ in true }) throws -> ArrowBatch? {
        guard !isAtEnd else { return nil }
        do {
            while true {
                let start = offset
                let first = try Self.take(4, from: source, at: &offset, name: name, orEnd: true)
                guard !first.isEmpty,
                    let message = try Self.message(after: first, from: source, at: &offset, name: name)
                else {
                    isAtEnd = true
                    return nil
                }
                let body = try body(of: message, at: start)
                switch message.header {
                case .schema: throw ArrowError(.unexpectedMessage(1), file: name, offset: start)
                case .dictionaryBatch: try add(message, body, at: start)
                case .recordBatch: return try batch(message, body, at: start, isWanted)
                }
            }
        } catch {
            isAtEnd = true
            throw error
        }
    }

    private func batch(
        _ message: ArrowMessage, _ body: ArrowStorage, at start: Int64, _ isWanted: (Int) -> Bool
    ) throws(ArrowError) -> ArrowBatch {
        let metadata: BatchMetadata
        do { metadata = try BatchMetadata(message.table, bodyBytes: message.bodyBytes) } catch {
            throw ArrowError(error, file: name, offset: start)
        }
        var assembly = assembly(metadata, body, at: start)
        let columns = try assembly.arrays(schema.fields, isWanted: isWanted)
        guard let rowCount = Int(exactly: metadata.rowCount) else {
            throw ArrowError(.tooManyRows(metadata.rowCount, bytes: message.bodyBytes), file: name, offset: start)
        }
        return ArrowBatch(rowCount: rowCount, columns: columns, byteCount: assembly.byteCount)
    }

    /// A dictionary replaces the previous one of its number, unless it adds to it.
    private func add(_ message: ArrowMessage, _ body: ArrowStorage, at start: Int64) throws(ArrowError) {
        let metadata: DictionaryMetadata
        do { metadata = try DictionaryMetadata(message.table, bodyBytes: message.bodyBytes) } catch {
            throw ArrowError(error, file: name, offset: start)
        }
        guard let field = fields[metadata.id] else { return }
        var assembly = assembly(metadata.values, body, at: start)
        let values = try assembly.values(of: field)
        let before = metadata.isDelta ? dictionaries[metadata.id]?.parts ?? [] : []
        dictionaries[metadata.id] = ArrowDictionary(before + [values])
    }

    private func assembly(_ metadata: BatchMetadata, _ body: ArrowStorage, at start: Int64) -> BatchAssembly {
        let dictionaries = dictionaries
        let name = name
        return BatchAssembly(metadata, file: name, offset: start) { (offset, bytes) throws(ArrowProblem) in
            ArrowBuffer(body, start: Int(offset), count: Int(bytes))
        } dictionary: { (id) throws(ArrowError) in
            guard let dictionary = dictionaries[id] else {
                throw ArrowError(.dictionaryMissing(id), file: name, offset: start)
            }
            return dictionary
        }
    }

    // MARK: Bytes

    private func body(of message: ArrowMessage, at start: Int64) throws -> ArrowStorage {
        guard let count = Int(exactly: message.bodyBytes) else {
            throw ArrowError(.endsEarly(needed: message.bodyBytes, available: 0), file: name, offset: start)
        }
        let bytes = try Self.take(count, from: source, at: &offset, name: name)
        return ArrowStorage(count: count) { buffer in buffer.copyBytes(from: bytes) }
    }

    /// The metadata of a message whose first four bytes have been read; nil for the end of the stream.
    private static func message(
        after first: [UInt8], from source: (UnsafeMutableRawBufferPointer) throws -> Int, at place: inout Int64,
        name: String
    ) throws -> ArrowMessage? {
        let start = place - 4
        let hasMark = first == Array(MessageFrame.end.prefix(4))
        let lengthBytes = hasMark ? try take(4, from: source, at: &place, name: name) : first
        let length = lengthBytes.reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
        if length == 0 { return nil }
        guard length <= mostMetadataBytes else {
            throw ArrowError(.metadata("\(length) bytes are claimed for it"), file: name, offset: start)
        }
        let bytes = try take(Int(length), from: source, at: &place, name: name)
        do { return try ArrowMessage(bytes) } catch { throw ArrowError(error, file: name, offset: start) }
    }

    /// The next `count` bytes; with `orEnd`, none if the stream has ended.
    private static func take(
        _ count: Int, from source: (UnsafeMutableRawBufferPointer) throws -> Int, at place: inout Int64, name: String,
        orEnd: Bool = false
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let done = bytes.count
            bytes += [UInt8](repeating: 0, count: min(count - done, pieceBytes))
            var filled = done
            while filled < bytes.count {
                let more = try bytes.withUnsafeMutableBytes {
                    try source(UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
                }
                if more == 0 {
                    if orEnd, filled == 0 { return [] }
                    throw ArrowError(
                        .endsEarly(needed: Int64(count), available: Int64(filled)), file: name, offset: place)
                }
                filled += more
            }
        }
        place += Int64(count)
        return bytes
    }
}
