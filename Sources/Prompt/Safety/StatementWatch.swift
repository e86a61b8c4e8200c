import Foundation
import Reports
import SQLite
import Warehouse

/// Watches a statement while it runs: ends it at its limits, and shows its progress.
final class StatementWatch: @unchecked Sendable {
    /// Why a statement was ended.
    enum Stop: Sendable, Equatable { case timeout, memory, recursion, person }

    /// No progress is shown before this many seconds.
    private static let patience = 1.0
    private static let interval = 0.1

    private let limits: StatementLimits
    private let progress: ProgressLine?
    private let condition = NSCondition()
    // Guarded by the condition.
    /// Nil once the statement has ended: the thread may live longer, and a process that ends while it holds the
    /// connection would leave the store's log behind.
    private var connection: Connection?
    private var isRunning = false
    private var isPaused = false
    private var isShown = false
    private var reason: Stop?
    private var started = ContinuousClock.now
    private var steps: Int64 = 0

    /// - Parameter progress: where the progress is shown; nil for nowhere.
    init(_ connection: Connection, limits: StatementLimits, progress: ProgressLine? = nil) {
        self.connection = connection
        self.limits = limits
        self.progress = progress
    }

    /// Why this watch ended the statement, if it did.
    var stop: Stop? { condition.withLock { reason } }

    var elapsed: Double { (ContinuousClock.now - started).seconds }

    /// Runs `body`, which runs the statement. A watch runs once.
    ///
    /// - Parameter isRecursive: whether the statement, once it is prepared, has a recursive part, whose steps are
    ///   limited.
    /// - Throws: what `body` throws.
    func run<Result>(isRecursive: @escaping () -> Bool = { false }, _ body: () throws -> Result) rethrows -> Result {
        started = .now
        connection?.progress.reset()
        isRunning = true
        InterruptListener.shared.target = self
        let thread = Thread { [self] in watch() }
        thread.stackSize = 1 << 19
        thread.start()
        if limits.recursionSteps != nil {
            connection?.setProgressHandler { [self] in !isRecursive() || countSteps() }
        }
        defer {
            connection?.setProgressHandler(nil)
            InterruptListener.shared.target = nil
            condition.withLock {
                isRunning = false
                connection = nil
                wipe()
                condition.broadcast()
            }
        }
        return try body()
    }

    /// The first row has arrived: from now on the result is shown. The time limit stops as well, so that the person can
    /// read without limit.
    func pause() {
        condition.withLock {
            isPaused = true
            wipe()
        }
    }

    /// Ends the statement because a person wants it.
    func interrupt() {
        condition.withLock {
            reason = reason ?? .person
            connection?.interrupt()
        }
    }

    private func countSteps() -> Bool {
        steps += 10_000
        guard let limit = limits.recursionSteps, steps > limit else { return true }
        condition.withLock { reason = reason ?? .recursion }
        return false
    }

    /// On a thread of its own.
    private func watch() {
        condition.lock()
        defer { condition.unlock() }
        while isRunning {
            _ = condition.wait(until: Date(timeIntervalSinceNow: wait))
            guard isRunning else { return }
            if let limit = limits.timeout, !isPaused, elapsed >= limit {
                reason = reason ?? .timeout
                // Repeatedly: a statement that has not begun yet would not notice a single interrupt.
                connection?.interrupt()
            } else if let limit = limits.memory, ProcessMemory.ownBytes > limit {
                reason = reason ?? .memory
                connection?.interrupt()
            }
            if let progress, !isPaused, elapsed >= StatementWatch.patience {
                progress.show(elapsed: elapsed)
                isShown = true
            }
        }
    }

    private var wait: Double {
        guard let limit = limits.timeout, !isPaused else { return StatementWatch.interval }
        return max(0.001, min(StatementWatch.interval, limit - elapsed))
    }

    private func wipe() {
        // The terminal shows the ^C of a person.
        if isShown || reason == .person { progress?.clear() }
        isShown = false
    }
}
