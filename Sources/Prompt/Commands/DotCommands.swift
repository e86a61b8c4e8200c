import Warehouse

/// The registry of dot commands, in the order in which `.help` shows them.
enum DotCommands {
    static let groups: [(title: String, commands: [DotCommand])] = [
        ("What there is", [.tables, .describe, .columns, .values, .schema, .source, .reports]),
        ("Reports and files", [.report, .export, .table, .read, .save, .open]),
        (
            "How results are shown",
            [.mode, .expanded, .chart, .width, .maxrows, .nullvalue, .thousands, .digits, .pager, .output, .once]
        ),
        ("Statements", [.explain, .parameter, .timer, .echo, .edit, .history]),
        ("The session", [.help, .shell, .quit]),
    ]

    static let all: [DotCommand] = groups.flatMap(\.commands)

    static func named(_ name: String) -> DotCommand? {
        all.first { $0.name == name || $0.aliases.contains(name) }
    }

    /// A line begins a dot command: `.name` or one of psql's `\name`.
    static func isCommand(_ line: some StringProtocol) -> Bool {
        guard let first = line.first, first == "." || first == "\\" else { return false }
        return line.dropFirst().first.map { $0.isLetter || "?!".contains($0) } ?? true
    }

    /// - Throws: `PromptError.unknownCommand`, `.unbalancedQuote`, `.wrongArguments`.
    static func call(_ line: String) throws -> (DotCommand, DotCommandCall) {
        let trimmed = line.trimmingBlanks.droppingSemicolon
        let name = String(trimmed.prefix { !$0.isWhitespace })
        guard let command = named(name) else {
            // An alias of psql has one or two characters, so that everything would be similar.
            let names = name.hasPrefix(".") ? all.map(\.name) : []
            throw PromptError.unknownCommand(name, near: Array(near(name, names)))
        }
        let rest = trimmed.dropFirst(name.count).drop(while: \.isWhitespace)
        let call = DotCommandCall(name: name, words: try CommandWords.words(of: String(rest)), rest: String(rest))
        guard command.count.contains(call.words.count) else {
            throw PromptError.wrongArguments(command: command.name, usage: command.usageLine)
        }
        return (command, call)
    }

    private static func near(_ name: String, _ names: [String]) -> [String] {
        let longer = names.filter { name.count > 1 && $0.hasPrefix(name) }
        return longer.isEmpty
            ? DidYouMean.guesses(for: name, among: names) : Array(longer.prefix(DidYouMean.count))
    }
}
