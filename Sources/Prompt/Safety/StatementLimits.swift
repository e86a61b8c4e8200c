import Foundation
import Warehouse

/// What a statement may take.
public struct StatementLimits: Sendable, Equatable {
    /// Seconds; nil for as long as it takes.
    public var timeout: Double?
    /// Bytes that the process may hold, apart from the pages of the store; nil for as many as there are.
    public var memory: Int64?
    /// Steps of SQLite's machine that a statement with a recursive part may take; nil for any number.
    public var recursionSteps: Int64?

    public init(timeout: Double? = nil, memory: Int64? = nil, recursionSteps: Int64? = nil) {
        self.timeout = timeout
        self.memory = memory
        self.recursionSteps = recursionSteps
    }

    /// Has SQLite heed the limit of memory as well, for all that the process does.
    public func apply() {
        if let memory { Connection.limitMemory(toBytes: memory) }
    }

    /// Half of the machine's memory, and a recursion of some ten seconds.
    public static var careful: StatementLimits {
        StatementLimits(
            memory: Int64(clamping: ProcessInfo.processInfo.physicalMemory / 2), recursionSteps: 1_000_000_000)
    }
}
