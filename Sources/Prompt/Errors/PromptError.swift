import SQLite
import Warehouse

/// What a session cannot do.
public enum PromptError: Error, Sendable, Equatable {
    case unknownCommand(String, near: [String])
    case wrongArguments(command: String, usage: String)
    case wrongValue(command: String, value: String, expected: String)
    case unbalancedQuote(String)
    case cannotRead(path: String, reason: String?)
    case cannotKeepHistory(path: String, reason: String)
    case cannotStart(program: String, reason: String)
    case programFailed(program: String, code: Int32)
    case nothingToChart
    case unknownColumn(String, known: [String], near: [String])
    case notAChart(kind: String, reason: String)
    case unknownTopic(String, near: [String])
    case unboundParameter(name: String)
    case namelessParameter
    case refused(ReadingPolicy.Denial)
    case timedOut(seconds: Double)
    case outOfMemory(limit: Int64?)
    case tooMuchRecursion(steps: Int64)
    /// The same where no session is that could lift it.
    case recursionInReport(steps: Int64)
    case interrupted(afterSeconds: Double)
    case readTooDeep(path: String)
    case nothingToSave
    case nameTaken(String, path: String)
    case noUserFolder
    case needsTerminal(command: String)
    /// A command that a single question cannot run.
    case onlyInSession(command: String)
    /// A command that accesses something outside of the store, in a safe session.
    case unsafeCommand(name: String)
    /// An error of SQL with what was probably meant.
    case statement(SQLError, hint: String?)
    /// The first error of a script.
    case script(source: String, line: Int, column: Int?, message: String)
    /// Errors of a script that went on.
    case failures(count: Int)
}
