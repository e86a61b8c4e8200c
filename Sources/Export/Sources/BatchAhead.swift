import Foundation
import Tabular

/// Reads the batches of a source on a separate thread, at most two ahead of the current one, so that reading and
/// writing happen at the same time.
///
/// Until the last batch is taken the source, and with it the store's connection, belongs to that thread.
final class BatchAhead: @unchecked Sendable {
    private enum Step {
        case batch(ExportBatch)
        case end
        case failure(any Error)
    }

    private struct Stopped: Error {}

    private static let depth = 2

    // Read by the thread that is started in `init` only.
    private let source: any RowSource
    private let rows: RowSet?

    // Read and written under the condition's lock only.
    private let condition = NSCondition()
    private var steps: [Step] = []
    private var isStopped = false
    private var isFinished = false

    init(_ source: any RowSource, rows: RowSet?) {
        self.source = source
        self.rows = rows
    }

    /// Gives `body` all batches, as `RowSource.forEachBatch` does.
    ///
    /// - Throws: what the source throws, and what `body` throws; in either case the thread has ended.
    func forEachBatch(_ body: (ExportBatch) throws -> Void) throws {
        let thread = Thread { [self] in read() }
        thread.stackSize = 8 << 20
        thread.start()
        defer { stop() }
        while let batch = try next() { try body(batch) }
    }

    private func read() {
        do {
            try source.forEachBatch(of: rows) { batch in
                guard put(.batch(batch)) else { throw Stopped() }
            }
            _ = put(.end)
        } catch {
            _ = put(.failure(error))
        }
        condition.withLock {
            isFinished = true
            condition.broadcast()
        }
    }

    private func next() throws -> ExportBatch? {
        let step = condition.withLock {
            while steps.isEmpty { condition.wait() }
            condition.broadcast()
            return steps.removeFirst()
        }
        switch step {
        case .batch(let batch): return batch
        case .end: return nil
        case .failure(let error): throw error
        }
    }

    /// False if the batch is not wanted any more.
    private func put(_ step: Step) -> Bool {
        condition.withLock {
            while steps.count >= Self.depth, !isStopped { condition.wait() }
            guard !isStopped else { return false }
            steps.append(step)
            condition.broadcast()
            return true
        }
    }

    /// Waits for the thread to let go of the source.
    private func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
            while !isFinished { condition.wait() }
        }
    }
}
