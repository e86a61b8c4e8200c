import Foundation

/// Works on inputs on several threads and gives the results in the order of the inputs.
///
/// One thread makes the inputs, each worker has a thread of its own, and the results are taken by the caller. No more
/// than `depth` inputs are on their way at a time, so that memory stays bounded however slow the caller is. With one
/// worker there are no threads: everything runs when a result is asked for.
final class OrderedPipeline<Input: Sendable, Output: Sendable>: @unchecked Sendable {
    typealias Worker = (Input) throws -> Output

    private let produce: () throws -> Input?
    private let workers: [Worker]
    private let depth: Int

    // Everything below is read and written under the condition's lock only.
    private let condition = NSCondition()
    /// Inputs that no worker has taken yet, in order.
    private var waiting: [(number: Int, input: Input)] = []
    /// Results that were not taken yet, by the number of their input.
    private var results: [Int: Result<Output, any Error>] = [:]
    private var produced = 0
    private var taken = 0
    /// Set once there are no more inputs.
    private var end: Result<Void, any Error>?
    private var isStopped = false

    /// - Parameters:
    ///   - workers: at least one; each is called on one thread only.
    ///   - produce: gives the next input, nil after the last; called on one thread only.
    init(workers: [Worker], depth: Int, produce: @escaping () throws -> Input?) {
        self.workers = workers
        self.depth = max(depth, workers.count)
        self.produce = produce
        guard workers.count > 1 else { return }
        start { pipeline in pipeline.runProducer() }
        for index in workers.indices { start { pipeline in pipeline.runWorker(index) } }
    }

    /// The next result, nil after the last.
    ///
    /// - Throws: what the producer threw, after the results of all that came before; what a worker threw on this input.
    func next() throws -> Output? {
        guard workers.count > 1 else { return try produce().map(workers[0]) }
        let result: Result<Output, any Error>? = condition.withLock {
            while results[taken] == nil, end == nil || taken < produced { condition.wait() }
            guard let result = results.removeValue(forKey: taken) else { return end.flatMap(Self.failure) }
            taken += 1
            condition.broadcast()
            return result
        }
        return try result?.get()
    }

    /// Tells the threads that nothing more is wanted.
    func stop() {
        condition.withLock {
            isStopped = true
            waiting = []
            condition.broadcast()
        }
    }

    private func start(_ body: @escaping @Sendable (OrderedPipeline) -> Void) {
        let thread = Thread { [self] in body(self) }
        thread.stackSize = 8 << 20
        thread.start()
    }

    private static func failure(_ end: Result<Void, any Error>) -> Result<Output, any Error>? {
        if case .failure(let error) = end { .failure(error) } else { nil }
    }

    private func runProducer() {
        do {
            while waitForRoom(), let input = try produce() { put(input) }
            finish(.success(()))
        } catch {
            finish(.failure(error))
        }
    }

    /// False where nothing more is wanted.
    private func waitForRoom() -> Bool {
        condition.withLock {
            while produced - taken >= depth, !isStopped { condition.wait() }
            return !isStopped
        }
    }

    private func put(_ input: Input) {
        condition.withLock {
            waiting.append((produced, input))
            produced += 1
            condition.broadcast()
        }
    }

    private func finish(_ end: Result<Void, any Error>) {
        condition.withLock {
            self.end = end
            condition.broadcast()
        }
    }

    private func runWorker(_ index: Int) {
        while let (number, input) = takeInput() {
            let result = Result { try workers[index](input) }
            condition.withLock {
                results[number] = result
                condition.broadcast()
            }
        }
    }

    /// The first input that waits, nil where no more will come.
    private func takeInput() -> (number: Int, input: Input)? {
        condition.withLock {
            while waiting.isEmpty, end == nil, !isStopped { condition.wait() }
            return waiting.isEmpty ? nil : waiting.removeFirst()
        }
    }
}
