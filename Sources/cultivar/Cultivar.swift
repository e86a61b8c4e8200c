import ArgumentParser
import Foundation
import Parquet

/// The command line. Exit codes: 0 done, 1 failed, 2 wrong usage.
@main
struct Cultivar: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cultivar",
        abstract: "A data warehouse for culturally tagged text corpora, in one file.",
        discussion: """
            Load the tagged samples of a training pipeline, ask in SQL, publish tables.

              cultivar ingest shards/*.jsonl.gz
              cultivar query "select stage, count(*) from samples group by stage"
              cultivar report all --out tables
            """,
        version: "cultivar \(Release.version)",
        subcommands: [
            IngestCommand.self, AttachCommand.self, ConnectCommand.self, SchemaCommand.self, QueryCommand.self,
            ReplCommand.self, ReportCommand.self,
            ReportsCommand.self, ExportCommand.self, AnnotateCommand.self, SurveyCommand.self,
            PreferencesCommand.self, TagCommand.self,
            InfoCommand.self,
            IndexCommand.self, CheckCommand.self, UpgradeCommand.self, SalvageCommand.self, ProfilesCommand.self,
            EvaluateCommand.self, AugmentCommand.self,
        ])

    static func main() {
        // A closed pipe is then an error of the write, which ends the command silently.
        signal(SIGPIPE, SIG_IGN)
        // So is a limit on the size of files (ulimit -f).
        signal(SIGXFSZ, SIG_IGN)
        HeapRetention.keepBlocks()
        if let script = CompletionScript.requested(by: CommandLine.arguments.dropFirst()) {
            return print(script)
        }
        do {
            var command = try parsed(FileName.commandLineArguments())
            try command.run()
        } catch {
            Termination.end(with: error)
        }
    }
    /// The command of a call.
    ///
    /// A command by itself is parsed in half the time that it takes beside all others. Any other call is parsed as a
    /// whole, so that help and errors name the whole command.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        if let name = arguments.first,
            let type = configuration.subcommands.first(where: { $0._commandName == name }),
            type.configuration.subcommands.isEmpty,
            let command = try? type.parseAsRoot(Array(arguments.dropFirst())), Swift.type(of: command) == type
        {
            return command
        }
        return try parseAsRoot(arguments)
    }
}
