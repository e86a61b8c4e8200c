extension DotCommand {
    static let help = DotCommand(
        name: ".help", aliases: ["\\?", "\\h"], usage: "[WORD]", summary: "this list, or help on one thing",
        detail: """
            WORD is a command, a relation (.help samples), a column of one, a function (.help gini), or a topic: n, keys,
            forms (short forms of statements), limits.
            """,
        arguments: [.topic], count: 0...2
    ) { session, call in
        guard !call.words.isEmpty else { return try session.show(HelpTopics.overview) }
        try session.show(HelpTopics.lines(on: call.words.joined(separator: " "), session.catalogue))
    }

    static let quit = DotCommand(
        name: ".quit", aliases: [".exit", "\\q"], summary: "leave (so does Ctrl-D)"
    ) { session, _ in session.isOver = true }
}
