import SQLite
import Warehouse

/// The texts of `.help`.
enum HelpTopics {
    /// Every command, one line each, by what it is for.
    static var overview: [String] {
        let width = DotCommands.all.map { heading($0).count }.max() ?? 0
        var lines = ["SQL, ended by ;  of as many lines as it takes.", ""]
        for group in DotCommands.groups {
            lines.append(group.title)
            for command in group.commands {
                let name = heading(command)
                lines.append("  \(name)\(String(repeating: " ", count: width - name.count))  \(command.summary)")
            }
            lines.append("")
        }
        lines.append(
            ".help WORD tells more: of a command, a relation (samples), a column, a function, n, keys, forms, limits")
        return lines
    }

    private static func heading(_ command: DotCommand) -> String {
        ([command.name] + command.aliases).joined(separator: ", ")
    }

    /// What `.help` can be asked about.
    static func names(_ catalogue: PromptCatalogue) -> [String] {
        texts.map(\.name) + DotCommands.all.map(\.name) + catalogue.relations.map(\.name)
            + catalogue.functions.map(\.name) + catalogue.builtInFunctions
    }

    /// - Throws: `PromptError.unknownTopic`.
    static func lines(on word: String, _ catalogue: PromptCatalogue) throws -> [String] {
        let folded = word.lowercased().droppingSemicolon
        let command =
            DotCommands.named(folded) ?? DotCommands.named("." + folded)
            ?? DotCommands.all.first { $0.aliases.contains(word) }
        if folded.hasPrefix(".") || folded.hasPrefix("\\"), let command { return lines(on: command) }
        if let text = texts.first(where: { $0.name == folded }) { return text.lines }
        if let relation = catalogue.relation(named: folded) { return RelationHelp(relation, catalogue).lines }
        if let function = catalogue.functions.first(where: { $0.name == folded }) {
            return [function.signature, "  \(function.summary)"]
        }
        if catalogue.builtInFunctions.contains(folded) {
            let library = "SQLite \(Connection.libraryVersion)"
            return [folded, "  a function of \(library): https://sqlite.org/lang.html tells of it"]
        }
        if let command { return lines(on: command) }
        let column = catalogue.sampleRelations.filter { $0.column(named: folded) != nil }
        if let found = column.first?.column(named: folded) {
            return [
                "\(found.name)  \(found.type)  \(found.description)",
                "A column of \(column.map(\.name).joined(separator: ", ")); `.values \(found.name)` lists its values.",
            ]
        }
        throw PromptError.unknownTopic(word, near: DidYouMean.guesses(for: folded, among: names(catalogue)))
    }

    private static func lines(on command: DotCommand) -> [String] {
        let others = command.aliases.isEmpty ? "" : "  (also \(command.aliases.joined(separator: ", ")))"
        let detail = command.detail.isEmpty ? [] : command.detail.split(separator: "\n").map { "  \($0)" }
        return ["\(command.usageLine)\(others)", "  \(command.summary)"] + detail
    }

    static let texts: [(name: String, lines: [String])] = [
        ("n", countText), ("keys", keyText), ("forms", formText), ("limits", limitText),
    ].map { ($0.0, $0.1.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)) }

    private static let countText = """
        n is a hidden column of every relation. It is 1 for each row: every statement gives the answer of a table with
        one row per sample and 1 as n. So count(*) and sum(n) are the same, and both answer at once, however many samples
        there are: the statement runs over combinations of tags if that provably gives the same.

        select stage, count(*) as samples, avg(cultural) from samples group by stage;
        select stage, sum(n) as samples from samples group by stage;

        In a list relation (places, countries, …), sum(n), sum(mentions) and sum(w) are three ways of counting: samples
        that name a value, times that it is named, and 1/k for each sample with k values. A measure such as tokens has
        a companion tokens_sum, to weight by: sum(tokens_sum).

        In a result without aggregates, a bare n may stand for several samples:

        select stage, culture, n from samples;
        """

    private static let keyText = """
        Enter        run the statement, or begin a new line while it has no ;
        Alt-Enter    begin a new line in any case
        Tab          complete names, and values after language = '
        Up, Down     the line above and below, then earlier and later statements
        Ctrl-R       search the history for what is typed next
        Ctrl-C       drop the text; stop a statement that runs
        Ctrl-D       leave, where nothing is typed
        Ctrl-L       clear the screen
        Ctrl-Z       back to the shell; fg comes back
        Ctrl-A, Ctrl-E, Ctrl-W, Ctrl-K, Ctrl-U, Ctrl-Y   as in every shell
        ~/.editrc changes the keys (bind -v gives those of vi): see man editrc.
        """

    private static let formText = """
        report NAME [by COLUMN] [weighted by COLUMN] [where CONDITION] [with NAME = VALUE, …] [as FORMAT] [into FOLDER]
        show tables | show columns [from RELATION] | show reports
        describe RELATION        its columns
        summarize RELATION       its columns with distinct values, nulls and most frequent values
        from RELATION            all its rows
        from RELATION select COLUMNS [where …] [group by …]

        .echo on shows what each of them runs.
        """

    private static let limitText = """
        Statements can only read: they write only temporary tables (create temp table …), open no other file, and load no
        extension. --writable allows all of this.
        --timeout SECONDS ends a statement that takes longer; --max-memory SIZE one that needs more (by default half of
        the machine's memory). A recursion is stopped after a billion steps.
        """
}
