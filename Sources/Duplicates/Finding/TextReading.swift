import Parallel

/// One reading of all texts: batches on several threads, their results in order.
struct TextReading {
    typealias Batch = [(row: Int64, text: String)]

    /// A batch with the place of its first text among all.
    struct Placed: Sendable {
        let start: Int
        let batch: Batch
    }

    /// Calls `use` with what `makeWorker`'s workers make of each batch, in the order of the texts.
    ///
    /// - Parameter makeWorker: makes a worker for one thread, with memory of its own.
    ///
    /// - Throws: what reading, a worker or `use` throws.
    static func run<Output: Sendable>(
        _ read: @escaping () throws -> Batch?, makeWorker: () -> (Placed) throws -> Output,
        use: (Output) throws -> Void
    ) throws {
        let width = Width.current
        let workers = (0..<width).map { _ in makeWorker() }
        var start = 0
        let pipeline = OrderedPipeline<Placed, Output>(workers: workers, depth: width * 8, inputDepth: width * 2) {
            guard let batch = try read() else { return nil }
            defer { start += batch.count }
            return Placed(start: start, batch: batch)
        }
        defer { pipeline.stop() }
        while let output = try pipeline.next() { try use(output) }
    }
}
