import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write samples, rejected records, or the reports, in a form for other programs.",
        discussion: """
            `cultivar export samples …` writes rows as Parquet, Arrow, JSON lines or CSV; `cultivar export rows --help` has \
            its options. `cultivar export rejects` writes the records that were rejected, to be corrected and loaded. \
            `cultivar export notebook` writes all reports as a Jupyter notebook. `cultivar export outside` lets Spark write \
            rows of a table that lies there.
            """,
        subcommands: [
            ExportRowsCommand.self, ExportRejectsCommand.self, ExportNotebookCommand.self, ExportOutsideCommand.self,
        ],
        defaultSubcommand: ExportRowsCommand.self)
}
