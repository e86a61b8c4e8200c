import Foundation
import Parquet

/// An Arrow IPC file, also Feather version 2. Several threads can use it at the same time.
public final class ArrowFile: Sendable {
    private struct Batch: Sendable {
        var block: MessageBlock
        var metadata: BatchMetadata
    }

    private struct DictionaryPart: Sendable {
        var block: MessageBlock
        var metadata: DictionaryMetadata
    }

    public let source: any RandomAccessSource
    public let schema: ArrowSchema
    public let rowCount: Int64
    private let batches: [Batch]
    private let dictionaryParts: [Int64: [DictionaryPart]]
    private let fields: DictionaryFields
    private let dictionaries = KnownDictionaries()

    /// Reads the footer and the metadata of all batches.
    ///
    /// - Throws: `ArrowError`.
    public init(_ source: any RandomAccessSource) throws(ArrowError) {
        self.source = source
        let bytes = source.byteCount
        let file = source.name
        guard bytes >= 18 else { throw ArrowError(.tooShort(bytes: bytes), file: file) }
        let magic = MessageFrame.magic
        guard try Self.read(source, at: 0, count: magic.count) == magic else {
            throw ArrowError(.noMagic(atEnd: false), file: file, offset: 0)
        }
        let tail = try Self.read(source, at: bytes - 10, count: 10)
        guard Array(tail[4...]) == magic else { throw ArrowError(.noMagic(atEnd: true), file: file, offset: bytes - 6) }
        let length = Int64(Int32(truncatingIfNeeded: tail[..<4].reversed().reduce(0) { $0 << 8 | Int64($1) }))
        guard length > 0, length <= bytes - 18 else {
            throw ArrowError(.footerLength(length, bytes: bytes), file: file, offset: bytes - 10)
        }
        let start = bytes - 10 - length
        let footer = try Self.read(source, at: start, count: Int(length))
        var dictionaryBlocks: [MessageBlock] = []
        var batchBlocks: [MessageBlock] = []
        do {
            let table = try FlatView(root: footer)
            guard let schema = try table.table(1) else { throw ArrowProblem.missing("schema") }
            self.schema = try ArrowSchema(schema, file: file)
            dictionaryBlocks = try table.words(2, each: 3).map { MessageBlock($0) }
            batchBlocks = try table.words(3, each: 3).map { MessageBlock($0) }
            try Self.check(dictionaryBlocks + batchBlocks, fileBytes: start)
        } catch let problem as ArrowProblem {
            throw ArrowError(problem, file: file, offset: start)
        } catch let error as ArrowError {
            throw error
        } catch {
            throw ArrowError(.metadata("\(error)"), file: file, offset: start)
        }
        fields = DictionaryFields(schema)
        var parts: [Int64: [DictionaryPart]] = [:]
        for block in dictionaryBlocks {
            let message = try Self.message(source, block, .dictionaryBatch)
            do throws(ArrowProblem) {
                let part = DictionaryPart(
                    block: block, metadata: try DictionaryMetadata(message.table, bodyBytes: block.bodyBytes))
                let id = part.metadata.id
                guard part.metadata.isDelta || parts[id] == nil else { throw .dictionaryTwice(id) }
                parts[id, default: []].append(part)
            } catch {
                throw ArrowError(error, file: file, offset: block.offset)
            }
        }
        dictionaryParts = parts
        var batches: [Batch] = []
        var rows: Int64 = 0
        for block in batchBlocks {
            let message = try Self.message(source, block, .recordBatch)
            do throws(ArrowProblem) {
                let metadata = try BatchMetadata(message.table, bodyBytes: block.bodyBytes)
                batches.append(Batch(block: block, metadata: metadata))
                let (sum, overflow) = rows.addingReportingOverflow(metadata.rowCount)
                guard !overflow else { throw .tooManyRows(metadata.rowCount, bytes: block.bodyBytes) }
                rows = sum
            } catch {
                throw ArrowError(error, file: file, offset: block.offset)
            }
        }
        self.batches = batches
        rowCount = rows
    }

    public var batchCount: Int { batches.count }

    /// The rows of a batch.
    public func rowCount(ofBatch index: Int) -> Int64 { batches[index].metadata.rowCount }

    /// The bytes of a batch in the file.
    public func byteCount(ofBatch index: Int) -> Int64 { batches[index].block.bodyBytes }

    /// Reads some columns of a batch.
    ///
    /// - Precondition: the batch is one of the file.
    /// - Throws: `ArrowError`.
    public func batch(_ index: Int, isWanted: (Int) -> Bool = { _ in true }) throws(ArrowError) -> ArrowBatch {
        let batch = batches[index]
        var assembly = assembly(batch.metadata, batch.block)
        let columns = try assembly.arrays(schema.fields, isWanted: isWanted)
        guard let rowCount = Int(exactly: batch.metadata.rowCount) else {
            throw ArrowError(
                .tooManyRows(batch.metadata.rowCount, bytes: batch.block.bodyBytes), file: source.name,
                offset: batch.block.offset)
        }
        return ArrowBatch(rowCount: rowCount, columns: columns, byteCount: assembly.byteCount)
    }

    private func assembly(_ metadata: BatchMetadata, _ block: MessageBlock) -> BatchAssembly {
        let source = source
        return BatchAssembly(metadata, file: source.name, offset: block.offset) {
            (offset, bytes) throws(ArrowProblem) in
            ArrowBuffer(
                try ArrowStorage(count: Int(bytes)) { (buffer) throws(ArrowProblem) in
                    guard !buffer.isEmpty else { return }
                    do throws(ParquetProblem) { try source.read(at: block.bodyOffset + offset, into: buffer) } catch {
                        throw .cannotRead(error)
                    }
                })
        } dictionary: { [self] (id) throws(ArrowError) in
            try dictionary(id)
        }
    }

    private func dictionary(_ id: Int64) throws(ArrowError) -> ArrowDictionary {
        if let known = dictionaries[id] { return known }
        guard let field = fields[id], let parts = dictionaryParts[id] else {
            throw ArrowError(.dictionaryMissing(id), file: source.name)
        }
        var values: [ArrowArray] = []
        for part in parts {
            var assembly = assembly(part.metadata.values, part.block)
            values.append(try assembly.values(of: field))
        }
        return dictionaries.keep(ArrowDictionary(values), as: id)
    }

    // MARK: Bytes

    private static func check(_ blocks: [MessageBlock], fileBytes: Int64) throws(ArrowProblem) {
        var rest = fileBytes
        for block in blocks {
            let (bytes, overflow) = block.bodyBytes.addingReportingOverflow(Int64(block.metadataBytes))
            guard !overflow, block.offset >= 0, block.metadataBytes > 8, block.bodyBytes >= 0,
                block.offset <= fileBytes,
                bytes <= fileBytes - block.offset
            else { throw .outsideFile(offset: block.offset, bytes: bytes, file: fileBytes) }
            rest -= bytes
            guard rest >= 0 else { throw .blocksOverlap }
        }
    }

    private static func message(
        _ source: any RandomAccessSource, _ block: MessageBlock, _ header: MessageFrame.Header
    ) throws(ArrowError) -> ArrowMessage {
        let bytes = try read(source, at: block.offset, count: Int(block.metadataBytes))
        // Writers before version 0.15 have no mark.
        let hasMark = bytes.starts(with: [0xFF, 0xFF, 0xFF, 0xFF])
        do throws(ArrowProblem) {
            let message = try ArrowMessage(Array(bytes.dropFirst(hasMark ? 8 : 4)))
            guard message.header == header else { throw .unexpectedMessage(message.header.rawValue) }
            return message
        } catch {
            throw ArrowError(error, file: source.name, offset: block.offset)
        }
    }

    private static func read(
        _ source: any RandomAccessSource, at offset: Int64, count: Int
    ) throws(ArrowError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var failure: ParquetProblem?
        bytes.withUnsafeMutableBytes { buffer in
            do throws(ParquetProblem) { try source.read(at: offset, into: buffer) } catch { failure = error }
        }
        if let failure { throw ArrowError(.cannotRead(failure), file: source.name, offset: offset) }
        return bytes
    }
}

/// The dictionaries of a file that have been read.
private final class KnownDictionaries: @unchecked Sendable {
    private let lock = NSLock()
    private var known: [Int64: ArrowDictionary] = [:]

    subscript(id: Int64) -> ArrowDictionary? { lock.withLock { known[id] } }

    /// The dictionary that was known first.
    func keep(_ dictionary: ArrowDictionary, as id: Int64) -> ArrowDictionary {
        lock.withLock {
            if let first = known[id] { return first }
            known[id] = dictionary
            return dictionary
        }
    }
}

extension MessageBlock {
    /// The structure `Block` of a file's footer.
    fileprivate init(_ words: [Int64]) {
        offset = words[0]
        metadataBytes = Int32(truncatingIfNeeded: words[1])
        bodyBytes = words[2]
    }

    fileprivate var bodyOffset: Int64 { offset + Int64(metadataBytes) }
}
