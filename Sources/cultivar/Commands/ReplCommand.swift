import ArgumentParser
import Prompt
import Reports

struct ReplCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl",
        abstract: "Ask in SQL, statement after statement.",
        discussion: """
            A statement ends with ; and may have many lines. .help lists the commands of the prompt itself. Where \
            standard input is no terminal there is no prompt, and the first error ends it with exit code 1.

              cultivar repl
              cultivar repl --format csv < questions.sql
            """)

    @Option(help: "The form of the output.")
    var format: OutputFormatName = .table

    @OptionGroup var store: StoreOption

    func run() throws {
        var session = Session(
            store: try store.open(), source: StandardInputLineSource(), output: FileDescriptorSink.standardOutput(),
            format: format, report: StandardError.tell)
        try session.run()
    }
}
