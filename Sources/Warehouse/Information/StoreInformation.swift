import LocalFacts
import SQLite

/// The first look at a store: what was loaded, what the columns hold, what could not be resolved.
public struct StoreInformation: Sendable {
    public struct File: Sendable {
        public var loadID: Int64
        public var profile: String?
        public var path: String
        public var dataset: String
        public var format: String
        public var byteCount: Int64?
        public var contentHash: String?
        public var counts: RowCounts
        /// False if a load was killed: the file has whole row groups, and loading it again continues.
        public var isFinished: Bool
    }

    public struct Table: Sendable {
        public var table: FactTable
        public var rowCount: Int64
    }

    public struct Column: Sendable {
        /// The fact table of the column.
        public var table: String
        public var name: String
        public var kind: ColumnKind
        /// The number of distinct values; nil for texts and for the position in the file, where counting would cost as
        /// much as everything else together.
        public var distinctCount: Int64?
        /// Samples without a value; nil for texts that lie outside the store, which are not counted.
        public var nullCount: Int64?
    }

    /// A value that the reference tables do not explain.
    public struct Unresolved: Sendable {
        /// `place` or `language` for samples; for another table its name and that of the column.
        public var column: String
        public var value: String
        public var sampleCount: Int64
    }

    public struct Reject: Sendable {
        public var path: String
        public var record: RejectRecord
    }

    public var sampleCount: Int64
    /// The fact tables, `samples` first.
    public var tables: [Table]
    /// Those whose rows lie outside the store.
    public var outside: [OutsideTableDescription]
    public var files: [File]
    public var columns: [Column]
    public var textIndexes: [TextIndexInformation]
    /// Most frequent first.
    public var unresolved: [Unresolved]
    /// The sources that have no stage, with their samples.
    public var sourcesWithoutStage: [(source: String, sampleCount: Int64)]
    /// What happened to fields of files without a profile, and in how many files.
    public var fieldNotes: [(note: FieldNote, fileCount: Int64)]
    /// The first rejects, in the order in which they were met.
    public var rejects: [Reject]
}

extension Store {
    /// Reads the first look at the store.
    ///
    /// - Parameter rejectLimit: how many rejects are listed at most.
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: one collapse for each column.
    public func information(rejectLimit: Int = 20) throws -> StoreInformation {
        try snapshot {
            StoreInformation(
                sampleCount: Int64(sampleCount),
                tables: catalogue.tables.map { .init(table: $0.table, rowCount: Int64($0.rowCount)) },
                outside: try outsideTables(), files: try files(),
                columns: try catalogue.tables.flatMap { facts in try facts.columns.map { try information($0, facts) } },
                textIndexes: try textIndexes(),
                unresolved: try unresolvedPlaces() + unresolvedLanguages() + unresolvedValuesOfOtherTables(),
                sourcesWithoutStage: try sourcesWithoutStage(), fieldNotes: try fieldNotes(),
                rejects: try rejects(limit: rejectLimit))
        }
    }

    /// The files that were loaded, in the order of their loads.
    ///
    /// - Throws: `SQLError`.
    public func files() throws -> [StoreInformation.File] {
        try connection.rows(
            """
            select load.id, load.profile, file.path, file.dataset, file.format, file.byte_count, file.content_sha256,
                file.rows_stored, file.rows_rejected, file.rows_skipped, file.finished
            from file
                join load on load.id = file.load_id
            order by file.id
            """
        ).map { row in
            StoreInformation.File(
                loadID: row[0].integer ?? 0, profile: row[1].text, path: row[2].text ?? "", dataset: row[3].text ?? "",
                format: row[4].text ?? "", byteCount: row[5].integer, contentHash: row[6].text,
                counts: RowCounts(
                    stored: row[7].integer ?? 0, rejected: row[8].integer ?? 0, skipped: row[9].integer ?? 0),
                isFinished: row[10] == 1)
        }
    }

    private func information(_ column: ColumnDefinition, _ facts: StoredFacts) throws -> StoreInformation.Column {
        let table = facts.table.name
        switch column.kind {
        case .integer where column.role == .row:
            return .init(table: table, name: column.name, kind: column.kind, nullCount: 0)
        case .text where facts.outside != nil:
            return .init(table: table, name: column.name, kind: column.kind, nullCount: nil)
        case .text:
            // By way of the reader, which knows damage from absence.
            let present = try facts.rowGroups.reduce(0) { present, group in
                try present + TextReader(connection: connection, column: column, group: group).presentCount
            }
            return .init(
                table: table, name: column.name, kind: column.kind, nullCount: Int64(facts.rowCount - present))
        case .tags:
            // The fractions of a sample's values add up to 1, so their sum counts the samples with at least one value.
            let row = try connection.rows(
                """
                select count(distinct \(SQLName.quoted(column.valueName ?? "value"))),
                    cast(round(coalesce(sum(w), 0)) as integer)
                from \(SQLName.quoted(facts.table.listRelation(of: column.name)))
                """
            ).first
            return .init(
                table: table, name: column.name, kind: column.kind, distinctCount: row?[0].integer,
                nullCount: Int64(facts.rowCount) - (row?[1].integer ?? 0))
        case .tag, .integer, .real:
            // Without a step in between, it is answered from the combinations of the column.
            let name = SQLName.quoted(column.name)
            let row = try connection.rows(
                """
                select count(distinct \(name)), sum(n) filter (where \(name) is null)
                from \(SQLName.quoted(table))
                """
            ).first
            return .init(
                table: table, name: column.name, kind: column.kind, distinctCount: row?[0].integer,
                nullCount: row?[1].integer ?? 0)
        }
    }

    private func unresolvedPlaces() throws -> [StoreInformation.Unresolved] {
        try connection.rows(
            """
            with resolved as (
                select dictionary_value.value
                from place_resolution
                    join dictionary_value using (column_id, code)
            )
            select place, sum(n)
            from places
            where place not in (select value from resolved)
            group by place
            order by sum(n) desc, place
            """
        ).map { .init(column: "place", value: $0[0].text ?? "", sampleCount: $0[1].integer ?? 0) }
    }

    private func unresolvedLanguages() throws -> [StoreInformation.Unresolved] {
        try connection.rows(
            """
            select language, sum(n)
            from languages
            where language_code is null
            group by language
            order by sum(n) desc, language
            """
        ).map { .init(column: "language", value: $0[0].text ?? "", sampleCount: $0[1].integer ?? 0) }
    }

    /// Values of columns of places and languages, in fact tables besides `samples`, that were not recognised.
    private func unresolvedValuesOfOtherTables() throws -> [StoreInformation.Unresolved] {
        try catalogue.tables.dropFirst().flatMap { facts in
            try facts.columns.flatMap { column -> [StoreInformation.Unresolved] in
                guard let meaning = column.meaning, column.isDictionaryCoded else { return [] }
                let isList = column.kind == .tags
                let relation = isList ? facts.table.listRelation(of: column.name) : facts.table.name
                let value = SQLName.quoted(isList ? column.valueName ?? "value" : column.name)
                return try connection.rows(
                    """
                    with resolved as (
                        select dictionary_value.value
                        from \(meaning == .place ? "place_resolution" : "language_resolution")
                            join dictionary_value using (column_id, code)
                        where column_id = ?
                    )
                    select \(value), sum(n)
                    from \(SQLName.quoted(relation))
                    where \(value) not in (select value from resolved)
                    group by \(value)
                    order by sum(n) desc, \(value)
                    """, .integer(column.id)
                ).map {
                    .init(
                        column: "\(facts.table.name).\(column.name)", value: $0[0].text ?? "",
                        sampleCount: $0[1].integer ?? 0)
                }
            }
        }
    }

    private func sourcesWithoutStage() throws -> [(source: String, sampleCount: Int64)] {
        try connection.rows(
            """
            select source, sum(n)
            from samples
            where source is not null and stage is null
            group by source
            order by sum(n) desc, source
            """
        ).map { ($0[0].text ?? "", $0[1].integer ?? 0) }
    }

    private func rejects(limit: Int) throws -> [StoreInformation.Reject] {
        try connection.rows(
            """
            select file.path, reject.row, reject.line, reject.byte_offset, reject.column_name, reject.reason,
                reject.excerpt
            from reject
                join file on file.id = reject.file_id
            order by reject.id
            limit ?
            """, .integer(Int64(limit))
        ).map { row in
            .init(
                path: row[0].text ?? "",
                record: RejectRecord(
                    row: row[1].integer, line: row[2].integer, byteOffset: row[3].integer, column: row[4].text,
                    reason: row[5].text ?? "", excerpt: row[6].text))
        }
    }
}
