import Reports
import SQLite
import Warehouse

/// Runs statements of a store within limits, outside of a session.
public struct LimitedRun {
    private let store: Store
    private let limits: StatementLimits

    public init(_ store: Store, limits: StatementLimits) {
        self.store = store
        self.limits = limits
    }

    /// Runs `body`, whose statements end at the limits.
    ///
    /// - Throws: `PromptError.timedOut`, `.outOfMemory`, `.recursionInReport`, and what `body` throws.
    public func run<Result>(_ body: () throws -> Result) throws -> Result {
        let policy = store.connection.readingPolicy
        policy?.sawRecursion = false
        let watch = StatementWatch(store.connection, limits: limits)
        do {
            return try watch.run(isRecursive: { policy?.sawRecursion ?? false }, body)
        } catch {
            throw translated(error, watch.stop, watch.elapsed)
        }
    }

    private func translated(_ error: any Error, _ stop: StatementWatch.Stop?, _ seconds: Double) -> any Error {
        // The interrupt may have been wrapped in another error: "in --where: interrupted".
        switch stop {
        case .timeout: return PromptError.timedOut(seconds: limits.timeout ?? seconds)
        case .memory: return PromptError.outOfMemory(limit: limits.memory)
        case .recursion: return PromptError.recursionInReport(steps: limits.recursionSteps ?? 0)
        case .person, nil: break
        }
        var cause = error as? SQLError
        if let error = error as? ReportError, case .failed(_, let inner) = error { cause = inner }
        return cause?.isOutOfMemory == true ? PromptError.outOfMemory(limit: limits.memory) : error
    }
}
