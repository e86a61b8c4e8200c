import SQLite

/// The columns that every store has from the start, so that a question means the same on every corpus.
package enum StandardColumns {
    package static let all: [ColumnDefinition] = [
        column("dataset", .tag, .dataset, "the data set that the sample was loaded as"),
        column("source", .tag, .source, "where the sample comes from within its data set"),
        column("stage", .tag, .stage, "the training stage as the data set gives it; else it follows from the source"),
        column("language", .tag, .language, "the language as it was written"),
        column("culture", .tag, .culture, "the culture tag as it was written"),
        column("domain", .tag, .domain, "the domain as it was written"),
        column("task", .tag, .task, "the task as it was written"),
        column("text", .text, .text, "the sample's text"),
        column("row", .integer, .row, "the place of the sample's record in its file, from 1"),
        column("places", .tags, .places, "the places that the sample is about, as they were written", value: "place"),
        column("languages", .tags, .languages, "the languages of samples that have several", value: "language"),
        column("domains", .tags, .domains, "the domains of samples that have several", value: "domain"),
        column("tasks", .tags, .tasks, "the tasks of samples that have several", value: "task"),
    ].enumerated().map { index, column in
        var column = column
        column.id = Int64(index + 1)
        return column
    }

    /// The columns that a load fills in a fact table besides `samples`.
    package static func ofAnyTable(_ rowNoun: String) -> [ColumnDefinition] {
        [
            column("dataset", .tag, .dataset, "the data set that the \(rowNoun) was loaded as"),
            column("row", .integer, .row, "the place of the \(rowNoun)'s record in its file, from 1"),
        ]
    }

    /// Names that the relations over any fact table give to columns of their own.
    package static let reservedNamesOfAnyTable: Set<SQLName> = Set(
        ["id", "file", "n", "mentions", "w", "dataset", "row", "rowid", "oid", "_rowid_"].map { SQLName($0) })

    /// Names that the relations give to columns of their own, or have themselves.
    package static let reservedNames: Set<SQLName> = Set(
        """
        id file n mentions w cultural language_code language_name place country iso2 iso3 region subregion continent
        samples countries regions subregions continents
        """.split(whereSeparator: \.isWhitespace).map { SQLName(String($0)) })

    private static func column(
        _ name: String, _ kind: ColumnKind, _ role: ColumnRole, _ description: String, value: String? = nil
    ) -> ColumnDefinition {
        ColumnDefinition(id: 0, name: name, kind: kind, role: role, valueName: value, description: description)
    }
}
