import Arrow
import Parquet

private let mostRows = 500

/// Reads Arrow data as a file and as a stream.
func fuzzArrow(_ bytes: [UInt8]) {
    described {
        let file = try ArrowFile(RandomAccessMemory(bytes))
        for batch in 0..<min(file.batchCount, 3) { read(try file.batch(batch)) }
    }
    described {
        var place = 0
        let stream = try ArrowStream(name: "stream") { buffer in
            let count = min(buffer.count, bytes.count - place)
            buffer.copyBytes(from: bytes[place..<place + count])
            place += count
            return count
        }
        var batches = 0
        while batches < 3, let batch = try stream.next() {
            read(batch)
            batches += 1
        }
    }
}

/// Runs `body`; the sentence of an error is made.
private func described(_ body: () throws -> Void) {
    do { try body() } catch { precondition(!"\(error)".isEmpty && error is ArrowError) }
}

/// Touches every value of some rows.
private func read(_ batch: ArrowBatch) {
    for row in 0..<min(batch.rowCount, mostRows) {
        for column in batch.columns { _ = column?.value(row) }
    }
}
