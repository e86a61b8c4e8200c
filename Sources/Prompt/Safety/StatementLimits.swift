import Foundation
import SQLite
import Warehouse

/// What a statement may take.
public struct StatementLimits: Sendable, Equatable {
    /// Seconds; nil for as long as it takes.
    public var timeout: Double?
    /// Bytes that the process may use, without the pages of the store; nil for no limit.
    public var memory: Int64?
    /// Steps of SQLite's machine that a statement with a recursive part may take; nil for no limit.
    public var recursionSteps: Int64?

    public init(timeout: Double? = nil, memory: Int64? = nil, recursionSteps: Int64? = nil) {
        self.timeout = timeout
        self.memory = memory
        self.recursionSteps = recursionSteps
    }

    /// Sets the limit of memory in SQLite as well, for the whole process.
    public func apply() {
        if let memory { Connection.limitMemory(toBytes: memory) }
    }

    /// Half of the machine's memory, and a recursion of some ten seconds.
    public static var careful: StatementLimits {
        StatementLimits(
            memory: Int64(clamping: ProcessInfo.processInfo.physicalMemory / 2), recursionSteps: 1_000_000_000)
    }
}
