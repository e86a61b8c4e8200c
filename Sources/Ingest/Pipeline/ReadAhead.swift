import Foundation
import Readers

/// Reads the batches of a file on a thread of its own, at most two ahead of the one at hand.
final class ReadAhead: @unchecked Sendable {
    private enum Step {
        case batch(RowBatch)
        /// The end of the file, with the hash of its content.
        case end(contentHash: String)
        case failure(any Error)
    }

    private static let depth = 2

    // Everything below is read and written under the condition's lock only.
    private let condition = NSCondition()
    private var steps: [Step] = []
    private var isStopped = false

    /// Hash of the file's content, once `next` has given nil.
    private(set) var contentHash: String?

    /// - Parameter open: makes the source, on the thread that reads it.
    init(options: ReaderOptions, projection: Projection, open: @escaping @Sendable () throws -> any ByteSource) {
        let thread = Thread { [self] in
            do {
                let source = HashingSource(try open())
                let reader = try RecordReader(source: source, options: options, projection: projection)
                while let batch = try reader.nextBatch() {
                    guard put(.batch(batch)) else { return }
                }
                _ = put(.end(contentHash: try source.finish()))
            } catch {
                _ = put(.failure(error))
            }
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// The next batch, nil at the end.
    ///
    /// - Throws: `ReadError`.
    func next() throws -> RowBatch? {
        switch take() {
        case .batch(let batch): return batch
        case .end(let hash):
            contentHash = hash
            return nil
        case .failure(let error): throw error
        }
    }

    /// Tells the thread that nothing more is wanted.
    func stop() {
        condition.withLock {
            isStopped = true
            steps = []
            condition.broadcast()
        }
    }

    private func take() -> Step {
        condition.withLock {
            while steps.isEmpty { condition.wait() }
            condition.broadcast()
            return steps.removeFirst()
        }
    }

    /// False where the batch is not wanted any more.
    private func put(_ step: Step) -> Bool {
        condition.withLock {
            while steps.count >= Self.depth, !isStopped { condition.wait() }
            guard !isStopped else { return false }
            steps.append(step)
            condition.broadcast()
            return true
        }
    }
}
