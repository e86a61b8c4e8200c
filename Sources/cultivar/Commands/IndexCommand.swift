import ArgumentParser

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Make, list or drop indexes that find rows without reading all of them.",
        discussion: """
            An index changes no answer, only what it costs.

              cultivar index text
            """,
        subcommands: [IndexTextCommand.self])
}
