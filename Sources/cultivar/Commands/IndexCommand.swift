import ArgumentParser

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Make, list or drop what finds rows without reading all of them.",
        discussion: """
            An index changes no answer, only what it costs.

              cultivar index text
            """,
        subcommands: [IndexTextCommand.self])
}
