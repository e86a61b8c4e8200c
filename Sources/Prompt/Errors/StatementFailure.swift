import Warehouse

/// An error of one of several statements that were given at once.
struct StatementFailure: Error, CustomStringConvertible {
    var error: any Error
    /// The number of lines of the given text before the statement.
    var linesBefore: Int
    /// The statements after it, which were not run.
    var statementsLeft: Int

    var description: String {
        guard statementsLeft > 0 else { return "\(error)" }
        let rest =
            statementsLeft == 1 ? "The statement behind it was" : "The \(statementsLeft) statements behind it were"
        return "\(error)\n\(rest) not run."
    }

    /// The error with its position in a script; the text began on this line.
    func inScript(_ source: String, firstLine: Int) -> PromptError {
        let line = firstLine + linesBefore
        guard case .statement(let error, let hint) = error as? PromptError, let place = error.place else {
            return .script(source: source, line: line, column: nil, message: "\(error)")
        }
        return .script(
            source: source, line: line + place.line - 1, column: place.column,
            message: "\(error.message)\n\(place.excerpt)" + (hint.map { "\n\($0)" } ?? ""))
    }
}
