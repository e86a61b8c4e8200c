/// Reads chunks that were cut from a file, in any order.
protocol ChunkReader: BatchReader {
    /// Makes the next batches from `chunk`, with record and line numbers relative to the chunk.
    func begin(_ chunk: LineChunk)

    /// Lines of the chunk before the current record.
    var linesRead: Int64 { get }
}

extension ChunkReader {
    /// Reads a chunk.
    ///
    /// - Parameter body: is called with each batch.
    func read(_ chunk: LineChunk, _ body: (RowBatch) throws -> Void) throws -> PartExtent {
        begin(chunk)
        var extent = PartExtent()
        while var batch = try nextBatch() {
            batch.position.consumedBytes = chunk.position.consumedBytes
            batch.position.totalBytes = chunk.position.totalBytes
            extent.records = batch.position.records
            try body(batch)
        }
        extent.lines = linesRead
        return extent
    }
}
