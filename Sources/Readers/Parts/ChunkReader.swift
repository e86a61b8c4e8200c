/// Reads chunks that others cut out of a file, in whatever order.
protocol ChunkReader: BatchReader {
    /// Has the next batches made of `chunk`, numbering its records and lines from the chunk's beginning.
    func begin(_ chunk: LineChunk)

    /// Lines of the chunk that lie before the record at hand.
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
