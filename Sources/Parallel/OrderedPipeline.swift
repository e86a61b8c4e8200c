import Foundation

/// Processes inputs on several threads and gives the results in the order of the inputs.
///
/// One thread produces the inputs, each worker has its own thread, and the caller takes the results. Memory stays
/// bounded however slow the caller is. Few inputs may wait for a worker, since they may be large. Many results may
/// wait, since they are smaller, so that work continues while the caller waits for a disk. With one worker there are no
/// threads: everything runs when a result is requested.
///
/// Falling asleep and being woken costs more than passing a result. So the producer sleeps until there is room for many
/// inputs, and the consumer until several results are there.
public final class OrderedPipeline<Input: Sendable, Output: Sendable>: @unchecked Sendable {
    public typealias Worker = (Input) throws -> Output

    private let produce: () throws -> Input?
    private let workers: [Worker]
    private let depth: Int
    private let inputDepth: Int

    private let monitor = Monitor()
    private let hasRoom: Monitor.Condition
    private let hasInput: Monitor.Condition
    private let hasResults: Monitor.Condition
    // Everything below is read and written under the monitor's lock only.
    /// Inputs that no worker has taken yet, in order.
    private var waiting: [(number: Int, input: Input)] = []
    /// Results that have not been taken yet, by the number of their input.
    private var results: [Int: Result<Output, any Error>] = [:]
    private var produced = 0
    private var taken = 0
    /// Set once there are no more inputs.
    private var end: Result<Void, any Error>?
    private var isStopped = false

    /// - Parameters:
    ///   - workers: at least one; each is called on one thread only.
    ///   - depth: how many inputs may be pending, from their production until their results are taken.
    ///   - inputDepth: how many of these may wait for a worker.
    ///   - produce: gives the next input, nil after the last; called on one thread only.
    public init(workers: [Worker], depth: Int, inputDepth: Int, produce: @escaping () throws -> Input?) {
        self.workers = workers
        self.depth = max(depth, workers.count)
        self.inputDepth = max(inputDepth, workers.count)
        self.produce = produce
        hasRoom = Monitor.Condition(monitor)
        hasInput = Monitor.Condition(monitor)
        hasResults = Monitor.Condition(monitor)
        guard workers.count > 1 else { return }
        start { pipeline in pipeline.runProducer() }
        for index in workers.indices { start { pipeline in pipeline.runWorker(index) } }
    }

    /// The next result. Nil after the last one, or if the pipeline is stopped before the next one is made.
    ///
    /// - Throws: what the producer threw, after the results of all that came before; what a worker threw on this input.
    public func next() throws -> Output? {
        guard workers.count > 1 else { return try produce().map(workers[0]) }
        let result: Result<Output, any Error>? = monitor.withLock {
            if results[taken] == nil {
                while !hasEnoughResults { hasResults.wait() }
            }
            guard let result = results.removeValue(forKey: taken) else {
                return isStopped ? nil : end.flatMap(Self.failure)
            }
            taken += 1
            if hasMuchRoom { hasRoom.signal() }
            return result
        }
        return try result?.get()
    }

    /// Whether all inputs are produced, so that the threads will soon be idle.
    public var isFed: Bool { monitor.withLock { end != nil } }

    /// Tells the threads that nothing more is wanted.
    public func stop() {
        monitor.withLock {
            isStopped = true
            waiting = []
            hasRoom.broadcast()
            hasInput.broadcast()
            hasResults.broadcast()
        }
    }

    /// Inputs whose results were not taken yet.
    private var inputCount: Int { produced - taken }

    /// Whether it is worth waking who makes the inputs.
    private var hasMuchRoom: Bool { waiting.count <= inputDepth / 2 && inputCount <= depth - max(1, depth / 4) }

    /// Whether to wake the consumer. It must be woken if nothing more can be produced until it takes results: then the
    /// results of three quarters of the depth are there.
    private var hasEnoughResults: Bool {
        if isStopped { return true }
        if end != nil { return results[taken] != nil || taken == produced }
        return (taken..<taken + max(1, min(4, depth / 4))).allSatisfy { results[$0] != nil }
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

    /// False if the pipeline has been stopped.
    private func waitForRoom() -> Bool {
        monitor.withLock {
            if waiting.count >= inputDepth || inputCount >= depth {
                while !hasMuchRoom, !isStopped { hasRoom.wait() }
            }
            return !isStopped
        }
    }

    private func put(_ input: Input) {
        monitor.withLock {
            waiting.append((produced, input))
            produced += 1
            hasInput.signal()
        }
    }

    private func finish(_ end: Result<Void, any Error>) {
        monitor.withLock {
            self.end = end
            hasInput.broadcast()
            hasResults.signal()
        }
    }

    private func runWorker(_ index: Int) {
        while let (number, input) = takeInput() {
            let result = Result { try workers[index](input) }
            monitor.withLock {
                results[number] = result
                if hasEnoughResults { hasResults.signal() }
            }
        }
    }

    /// The first input that waits, nil if no more will come.
    private func takeInput() -> (number: Int, input: Input)? {
        monitor.withLock {
            while waiting.isEmpty, end == nil, !isStopped { hasInput.wait() }
            guard !waiting.isEmpty else { return nil }
            defer { if hasMuchRoom { hasRoom.signal() } }
            return waiting.removeFirst()
        }
    }
}
