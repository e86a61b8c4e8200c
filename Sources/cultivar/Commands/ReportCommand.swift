import ArgumentParser

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Run built-in reports: print their tables, or write tables and figures into a folder.",
        usage:
            "cultivar report <name> ... [options]\n       cultivar report describe <name>\n       cultivar report verify <folder>\n       cultivar report diff <a> <b>",
        discussion: """
            A name is one of `cultivar reports`, one table of it (decay-source), `all` for all of them, or the path of an \
            SQL file of your own. `cultivar report describe NAME` says what a report measures. `cultivar report run` is the \
            same as `cultivar report`.

              cultivar report decay
              cultivar report decay --where "language = 'French'"
              cultivar report describe concentration
              cultivar report concentration --by source --format csv
              cultivar report all --out tables
              cultivar report verify tables
              cultivar report diff tables other.sqlite
              cultivar report ./mine.sql

            `cultivar report run --help` lists the options.
            """,
        subcommands: [
            ReportRunCommand.self, ReportDescribeCommand.self, ReportVerifyCommand.self, ReportDiffCommand.self,
        ],
        defaultSubcommand: ReportRunCommand.self)
}
