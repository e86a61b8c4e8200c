/// A command of the session itself, not of SQL: an entry of the registry (`DotCommands`).
struct DotCommand: Sendable {
    /// What a word of its line can be, for completion.
    enum Argument: Sendable, Equatable {
        case relation, column, report, file, onOff, topic
        /// `name=file`.
        case definition
        case oneOf([String])
        case other
    }

    /// With its dot: `.tables`.
    var name: String
    /// Other names, those of psql among them: `\dt`.
    var aliases: [String] = []
    /// The arguments after the name: `COLUMN [like PATTERN]`.
    var usage: String = ""
    /// What it does, in a few words.
    var summary: String
    /// More of it, with an example.
    var detail: String = ""
    var arguments: [Argument] = []
    /// The last of `arguments` can come again.
    var repeatsLast = false
    /// How many words it takes.
    var count: ClosedRange<Int> = 0...0
    var run: @Sendable (Session, DotCommandCall) throws -> Void

    var usageLine: String { usage.isEmpty ? name : "\(name) \(usage)" }
}

/// A dot command as the person typed it.
struct DotCommandCall {
    /// As it was said: the name or an alias.
    var name: String
    var words: [String]
    /// Everything after the name, as it was typed.
    var rest: String
}
