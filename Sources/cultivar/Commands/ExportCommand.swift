import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write samples, rejected records, or the reports, in a form for other programs.",
        discussion: """
            `cultivar export samples …` writes rows as Parquet, Arrow, JSON lines or CSV; `cultivar export rows --help` has \
            its options. `cultivar export rejects` writes the records that were rejected, to be corrected and loaded. \
            `cultivar export notebook` writes all reports as a Jupyter notebook.
            """,
        subcommands: [ExportRowsCommand.self, ExportRejectsCommand.self, ExportNotebookCommand.self],
        defaultSubcommand: ExportRowsCommand.self)
}
