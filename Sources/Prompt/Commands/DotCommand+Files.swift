import Foundation
import Reports
import Tabular
import Warehouse

extension DotCommand {
    static let read = DotCommand(
        name: ".read", aliases: ["\\i"], usage: "FILE", summary: "run the statements and commands of a file",
        detail: "It ends at the first error, which is shown with its line.", arguments: [.file], count: 1...1
    ) { session, call in try session.read(FileLineSource(path: userPath(call.words[0]))) }

    static let open = DotCommand(
        name: ".open", aliases: ["\\c"], usage: "FILE", summary: "go on with another store",
        arguments: [.file], count: 1...1
    ) { session, call in
        let access: Store.Access = session.options.isWritable ? .readWrite : .readOnly
        session.store = try Store.open(at: userPath(call.words[0]), access: access)
        session.protectStore()
        session.tell("\(Magnitude.grouped(Int64(session.store.sampleCount))) samples in \(session.store.path)")
    }

    static let output = DotCommand(
        name: ".output", aliases: ["\\o"], usage: "[FILE | '|COMMAND']",
        summary: "write results into a file from now on; without a name to the screen again",
        detail: """
            .output shares.csv     everything that follows, in the mode of the results, nothing cut
            .output '|sort'        to a command
            """,
        arguments: [.file], count: 0...Int.max
    ) { session, call in try session.redirect(call, isOnce: false) }

    static let once = DotCommand(
        name: ".once", usage: "FILE | '|COMMAND'", summary: "write the next result into a file",
        arguments: [.file], count: 1...Int.max
    ) { session, call in try session.redirect(call, isOnce: true) }

    static let shell = DotCommand(
        name: ".shell", aliases: ["\\!"], usage: "COMMAND", summary: "run a command of the system",
        count: 1...Int.max
    ) { session, call in
        let code = try ShellProcess(call.rest, takesInput: false).closeAndWait()
        if code != 0 { throw PromptError.programFailed(program: call.words[0], code: code) }
    }

    static let source = DotCommand(
        name: ".source", aliases: [".sources"], usage: "", summary: "what was loaded: data sets, files, counts, sources"
    ) { session, _ in
        try session.runAndShow {
            try session.store.connection.prepare(
                """
                select file.dataset, file.path, load.profile, file.rows_seen as seen, file.rows_stored as stored,
                    file.rows_rejected as rejected, file.rows_skipped as skipped,
                    case when file.finished then '' else 'interrupted' end as state
                from file
                    join load on load.id = file.load_id
                order by file.id
                """)
        } failing: {
            session.failure($0, stop: $1, seconds: $2, sql: "")
        }
        try session.runAndShow {
            try session.store.connection.prepare(
                """
                select dataset, source, stage, sum(n) as samples
                from samples
                group by dataset, source, stage
                order by dataset, samples desc
                """)
        } failing: {
            session.failure($0, stop: $1, seconds: $2, sql: "")
        }
    }

    /// The path with the user's home for `~`.
    private static func userPath(_ path: String) -> String { NSString(string: path).expandingTildeInPath }
}

extension Session {
    fileprivate func redirect(_ call: DotCommandCall, isOnce: Bool) throws {
        endDestination()
        guard let first = call.words.first else { return }
        if first.hasPrefix("|") {
            // In quotes it is one word; without them all the rest.
            let line = call.words.count == 1 ? first : call.rest
            destination = .elsewhere(try CommandChannel(commandLine: String(line.dropFirst())), isOnce: isOnce)
        } else if call.words.count == 1 {
            let path = NSString(string: first).expandingTildeInPath
            destination = .elsewhere(try FileChannel(path: path), isOnce: isOnce)
        } else {
            throw PromptError.wrongArguments(command: call.name, usage: DotCommand.output.usageLine)
        }
    }
}
