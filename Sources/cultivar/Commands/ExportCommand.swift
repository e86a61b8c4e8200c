import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the reports in a form that goes on elsewhere.",
        subcommands: [ExportNotebookCommand.self])
}
