import Reports
import SQLite
import Tabular
import Warehouse

extension PromptError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownCommand(let name, let near): "there is no command \(name): \(guess(near) ?? "`.help` lists them")"
        case .wrongArguments(let command, let usage): "\(command) is said `\(usage)`; `.help \(command)` tells more"
        case .wrongValue(let command, let value, let expected): "\(command) takes \(expected), not “\(value)”"
        case .unbalancedQuote(let quote): "a quote \(quote) is not closed"
        case .cannotRead(let path, let reason): "cannot read \(path): \(reason ?? "there is no such file")"
        case .cannotKeepHistory(let path, let reason):
            "the history cannot be kept in \(path): \(reason); name another file in $CULTIVAR_HISTORY, or none"
        case .cannotStart(let program, let reason): "cannot start \(program): \(reason)"
        case .programFailed(let program, let code): "\(program) ended with code \(code)"
        case .nothingToChart: "there is no result to draw yet: run a statement first"
        case .unknownColumn(let name, let known, let near):
            "there is no column \(name): \(guess(near) ?? "the columns are \(known.joined(separator: ", "))")"
        case .notAChart(let kind, let reason): "this cannot be drawn as \(kind): \(reason)"
        case .unknownTopic(let topic, let near):
            "there is no help on “\(topic)”: \(guess(near) ?? "`.help` lists the commands, `.tables` the relations")"
        case .unboundParameter(let name): "the parameter :\(name) has no value: give it by `.param set \(name) VALUE`"
        case .namelessParameter: "a parameter has a name: write :name in place of ?, and `.param set name VALUE`"
        case .refused(let denial): refusal(denial)
        case .timedOut(let seconds):
            "stopped after \(Magnitude.duration(seconds)), the time limit; `--timeout SECONDS` sets another"
        case .outOfMemory(let limit):
            "stopped: it needs more memory\(limit.map { " than \(Magnitude.bytes($0))" } ?? "")"
                + "; `--max-memory SIZE` sets another limit"
        case .tooMuchRecursion(let steps):
            """
            stopped: its recursion has gone on for \(Magnitude.grouped(steps)) steps; bound it by a condition or a \
            limit inside of the recursive part, or start with --writable, which lifts this
            """
        case .recursionInReport(let steps):
            """
            stopped: its recursion has gone on for \(Magnitude.grouped(steps)) steps; bound it by a condition or a \
            limit inside of the recursive part, or give --timeout SECONDS, which ends it in place of this
            """
        case .interrupted(let seconds): "stopped after \(Magnitude.duration(seconds))"
        case .readTooDeep(let path): "\(path) is read from within itself"
        case .nothingToSave: "there is no statement to save: write it before `as`, or run one first"
        case .nameTaken(let name, let path):
            "there is a query \(name) already: \(path); take another name, or remove it"
        case .noUserFolder: "there is no folder for your files: $HOME is not set"
        case .unsafeCommand(let name):
            "\(name) is refused here: --safe runs no programs and reads and writes no file but the store"
        case .onlyInSession(let command):
            "\(command) is a command of `cultivar repl`; `cultivar query` runs a statement, or a command that reads the store"
        case .needsTerminal(let command): "\(command) needs a terminal"
        case .statement(let error, let hint): hint.map { "\(error)\n\($0)" } ?? "\(error)"
        case .script(let source, let line, let column, let message):
            "\(source), line \(line)\(column.map { ", column \($0)" } ?? ""): \(message)"
        case .failures(let count): "\(count) of the statements failed"
        }
    }

    private func guess(_ near: [String]) -> String? { DidYouMean.sentence(near) }

    private func refusal(_ denial: ReadingPolicy.Denial) -> String {
        let lift = "start with --writable to allow it"
        return switch denial {
        case .write(let table): "the store is open for reading only, and this would write to \(table): \(lift)"
        case .definition(let name):
            """
            the store is open for reading only, and this would change \(name.isEmpty ? "it" : name): \
            make a temporary table or view instead (create temp table …), or \(lift)
            """
        case .attach: "no other file is opened from here: \(lift)"
        case .pragma(let name): "pragma \(name) would change something: \(lift)"
        case .function(let name): "\(name)() reaches outside of the store: \(lift)"
        }
    }
}
