import Reports
import SQLite
import Warehouse

extension Session {
    /// The message for an error of SQLite: why the statement was stopped, what was refused, what was probably meant.
    func failure(_ error: SQLError, stop: StatementWatch.Stop?, seconds: Double, sql: String) -> any Error {
        if error.isInterrupt {
            switch stop {
            case .timeout: return PromptError.timedOut(seconds: options.limits.timeout ?? seconds)
            case .memory: return PromptError.outOfMemory(limit: options.limits.memory)
            case .recursion: return PromptError.tooMuchRecursion(steps: options.limits.recursionSteps ?? 0)
            case .person, nil: return PromptError.interrupted(afterSeconds: seconds)
            }
        }
        if error.isRefusal, let denial = policy?.takeDenial() { return PromptError.refused(denial) }
        if error.isOutOfMemory { return PromptError.outOfMemory(limit: options.limits.memory) }
        return PromptError.statement(error, hint: ErrorHint(catalogue: catalogue).hint(for: error, sql: sql))
    }

    /// Says what a statement does in silence, each kind once in a session.
    func remarkOnSurprises(in sql: String) {
        let surprises = Surprises { [self] in catalogue }
        for kind in surprises.found(in: sql) where toldSurprises.insert(kind).inserted { tell(surprises.remark(kind)) }
    }

    /// Reports if the last result is empty because a condition names a value that does not occur.
    func remarkOnEmptyResult(of sql: String) {
        guard let lastResult, MissingValues.isEmpty(lastResult) else { return }
        for remark in MissingValues(catalogue: catalogue).remarks(on: sql) { tell(remark) }
    }
}
