import ArgumentParser
import Foundation
import Prompt
import Reports
import Tabular

/// Watches the time and memory of a command that does more than run statements, and ends it at its limits.
///
/// The work is asked to end in order. If it does not end in time, the process is ended: the store is consistent, and
/// unfinished files are removed.
///
/// `Sendable` because mutable state is protected by the condition.
final class WorkWatch: @unchecked Sendable {
    /// The exceeded limit.
    enum Excess: Error, Sendable, Equatable {
        /// Seconds.
        case time(Double)
        /// Bytes.
        case memory(Int64)
    }

    /// The limits; no watch if both are nil.
    struct Limits: Sendable {
        /// Seconds.
        var timeout: Double?
        /// Bytes of the process's own memory, without the pages of files.
        var memory: Int64?
    }

    private static let interval = 0.05

    private let condition = NSCondition()
    private var isRunning = true
    private var reason: Excess?

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - patience: seconds within which the work must end after it was asked; 0 if it cannot be asked.
    ///   - ask: asks the work to end.
    ///   - tell: says why the process ends.
    init(
        _ limits: Limits, patience: Double = 0, ask: @escaping @Sendable (Excess) -> Void = { _ in },
        tell: @escaping @Sendable (Excess) -> Void = { StandardError.tell($0) }
    ) {
        guard limits.timeout != nil || limits.memory != nil else { return }
        let thread = Thread { [self] in
            guard let excess = wait(for: limits) else { return }
            ask(excess)
            guard !ends(within: patience) else { return }
            tell(excess)
            AtomicFile.discardUnfinished()
            fflush(nil)
            _exit(Termination.failed)
        }
        thread.stackSize = 1 << 19
        thread.start()
    }

    /// The exceeded limit; nil if there is none.
    var excess: Excess? { condition.withLock { reason } }

    /// - Throws: `Excess` if a limit is passed.
    func check() throws {
        if let excess { throw excess }
    }

    /// The work is done.
    func end() {
        condition.withLock {
            isRunning = false
            condition.broadcast()
        }
    }

    /// Nil if the work ends first.
    private func wait(for limits: Limits) -> Excess? {
        let start = ContinuousClock.now
        return condition.withLock {
            while isRunning {
                if let limit = limits.timeout, (ContinuousClock.now - start).seconds >= limit {
                    reason = .time(limit)
                } else if let limit = limits.memory, ProcessMemory.ownBytes > limit {
                    reason = .memory(limit)
                }
                if let reason { return reason }
                _ = condition.wait(until: Date(timeIntervalSinceNow: WorkWatch.interval))
            }
            return nil
        }
    }

    private func ends(within seconds: Double) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        return condition.withLock {
            while isRunning, condition.wait(until: end) {}
            return !isRunning
        }
    }
}

extension WorkWatch.Excess: CustomStringConvertible {
    var description: String { "stopped \(cause)" }

    /// The continuation of the message after “stopped”.
    var cause: String {
        switch self {
        case .time(let seconds):
            "after \(Magnitude.duration(seconds)), the time limit; --timeout SECONDS sets another"
        case .memory(let bytes):
            "because it needs more memory than \(Magnitude.bytes(bytes)); --max-memory SIZE sets another limit"
        }
    }
}

/// The limits of a command that does more than run statements.
struct WorkLimits: ParsableArguments {
    @Option(help: ArgumentHelp("End in order after this time.", valueName: "seconds"))
    var timeout: Double?

    @Option(
        help: ArgumentHelp(
            "End in order if more memory is needed, such as 500MB or 8GB (default: no limit).", valueName: "size"))
    var maxMemory: ByteSize?

    @Option(help: ThreadOption.help) var threads: Int?

    func validate() throws {
        try ThreadOption.apply(threads)
        if let timeout, !(timeout > 0) { throw ValidationError("--timeout takes a number of seconds above 0.") }
    }

    var limits: WorkWatch.Limits { WorkWatch.Limits(timeout: timeout, memory: maxMemory?.bytes) }
}
