import ArgumentParser

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Make, list or drop indexes: of words in texts, of equal and nearly equal texts.",
        discussion: """
            An index of texts changes no answer, only what it costs; one of duplicates adds columns.

              cultivar index text
              cultivar index duplicates
            """,
        subcommands: [IndexTextCommand.self, IndexDuplicatesCommand.self])
}
