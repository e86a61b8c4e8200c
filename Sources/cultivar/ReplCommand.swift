import ArgumentParser
import Prompt
import Reports
import Tabular

struct ReplCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl",
        abstract: "Ask in SQL, statement after statement.",
        discussion: """
            A statement ends with ; and may have many lines. Tab completes names and values, .help lists the commands of \
            the prompt itself. Statements can only read, unless --writable is given. If standard input is not a \
            terminal there is no prompt, and the first error ends the session with exit code 1.

              cultivar repl
              cultivar repl --format csv < questions.sql
            """)

    @Option(help: "The form of the output.")
    var format: OutputFormatName = .table

    @Flag(help: "Continue a script after an error; the exit code is then 1.")
    var keepGoing = false

    @Flag(
        help: """
            No command of the prompt runs a program, writes a file or reads one other than the store: .shell, .output, \
            .once, .export, .save, .edit, .read, .open, .table, .pager and reports of files are refused.
            """)
    var safe = false

    @OptionGroup var tables: TableOption
    @OptionGroup var reading: ReadingOption
    @OptionGroup var limits: LimitOptions
    @OptionGroup var store: StoreOption

    func validate() throws {
        if safe, limits.writable { throw ValidationError("--safe and --writable exclude each other; keep one.") }
    }

    func run() throws {
        var options = limits.sessionOptions
        options.format = format
        options.limits.apply()
        options.keepsGoing = keepGoing
        options.isSafe = safe
        let terminal = Terminal.ofStandardOutput()
        let source: any LineSource =
            LineEditor.ofTerminal(keepsHistory: !safe) ?? FileLineSource.standardInput()
        let store = try store.open(writable: limits.writable)
        try limits.runWork { try tables.load(into: store, reading: reading.override) }
        let session = Session(
            store: store, source: source,
            output: FileDescriptorSink.standardOutput(), terminal: terminal, options: options,
            program: SessionCommands(),
            report: { error in
                if source.isInteractive { StandardError.write("\(error)\n") } else { StandardError.tell(error) }
            })
        try session.run()
    }
}
