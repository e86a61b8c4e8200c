@testable import Readers

/// Reads a source in parts with two readers in turn, as two threads would, and counts on from part to part.
func collectParts(
    _ source: any ByteSource, _ fields: [String], rows: RowExpansion = .record, options: ReaderOptions,
    skipping records: Int64 = 0
) throws -> Collected {
    let parts = try PartedReader(
        source: source, options: options, projection: Projection(rows: rows, parsing: fields), skipping: records)
    let readers = [try parts.makePartReader(), try parts.makePartReader()]
    var collected = Collected()
    var origin = parts.origin
    var turn = 0
    do {
        while let part = try parts.next() {
            turn += 1
            let extent = try readers[turn % 2].read(part) { batch in
                var batch = batch
                batch.recordNumbers = batch.recordNumbers.map { $0 + origin.records }
                batch.rejects = batch.rejects.map { $0.counted(after: origin) }
                collected.add(batch)
            }
            origin += extent
        }
    } catch let error as ReadError {
        collected.error = error
    }
    return collected
}

/// Bytes up to a place, then an error.
final class BreakingSource: ByteSource {
    let name: String
    private(set) var consumedBytes: Int64 = 0
    let totalBytes: Int64? = nil
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], after limit: Int, name: String = "a.jsonl") {
        self.bytes = Array(bytes.prefix(limit))
        self.name = name
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let start = Int(consumedBytes)
        guard start < bytes.count else {
            throw ReadError.readFailed(file: name, offset: consumedBytes, systemError: 5)
        }
        let count = min(17, buffer.count, bytes.count - start)
        buffer.copyBytes(from: bytes[start..<start + count])
        consumedBytes += Int64(count)
        return count
    }
}
