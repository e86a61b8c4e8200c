import Parallel
import Synchronization

/// Compresses the finished pages of several columns on all threads.
enum PagePool {
    /// Compresses once the pages that wait have `threshold` bytes.
    ///
    /// - Throws: `ParquetWriterError.cannotCompress`.
    static func compress(
        _ chunks: [ColumnChunkWriter], by compressor: PageCompressor, from threshold: Int = 0
    ) throws {
        var places: [(chunk: Int, page: Int)] = []
        var byteCount = 0
        for (chunk, writer) in chunks.enumerated() {
            for (page, content) in writer.pages.enumerated().reversed() {
                if content.isCompressed { break }
                places.append((chunk, page))
                byteCount += content.bytes.count
            }
        }
        guard byteCount >= threshold, !places.isEmpty else { return }
        // The largest first, so that no thread is left with one at the end.
        places.sort { chunks[$0.chunk].pages[$0.page].bytes.count > chunks[$1.chunk].pages[$1.page].bytes.count }
        var pages = places.map { chunks[$0.chunk].pages[$0.page] }
        let failure = Mutex<(any Error)?>(nil)
        pages.withUnsafeMutableBufferPointer { pages in
            let pages = DisjointAccess(pages)
            pages.value.indices.concurrentForEach { index in
                do { try pages.value[index].compress(by: compressor) } catch { failure.withLock { $0 = error } }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        for (place, page) in zip(places, pages) { chunks[place.chunk].pages[place.page] = page }
    }

    /// Gives each column its values, several at a time.
    static func append(_ values: [WriterValues], to chunks: [ColumnChunkWriter]) {
        let chunks = DisjointAccess(chunks)
        values.indices.concurrentForEach { chunks.value[$0].append(values[$0]) }
    }
}

/// Passes a value to tasks that never access the same part of it.
private struct DisjointAccess<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
