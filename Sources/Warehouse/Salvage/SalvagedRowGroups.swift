import Columns
import LocalFacts
import SQLite

/// Decodes the row groups of a copy and removes the damaged ones.
struct SalvagedRowGroups {
    private let connection: Connection
    private let keepsParts: Bool
    private let catalogue: Catalogue
    private let groups: [(table: FactTable.ID, group: RowGroup)]

    /// - Throws: `SQLError`, `StoreError` if the columns cannot be known.
    init(connection: Connection, keepsParts: Bool) throws {
        self.connection = connection
        self.keepsParts = keepsParts
        catalogue = Catalogue(connection: connection, makeEngine: EngineRegistry.engine)
        catalogue.verifier.isSuspended = true
        try catalogue.reload()
        let contents = try RowGroupContent.all(on: connection) ?? [:]
        // Including those that the catalogue refuses because others between them are lost. Their ids give the order of
        // the load; samples get new ids.
        groups = try connection.rows(
            "select id, file_id, first_sample_id, row_count, fact_table_id from row_group order by id"
        ).compactMap { row in
            guard let group = Catalogue.rowGroup(row, contents), let table = row[4].integer else { return nil }
            return (table, group)
        }
        try connection.execute("update row_group set first_sample_id = -id")
    }

    /// Removes what is damaged, and counts it.
    ///
    /// - Throws: `SQLError`; what `check` throws, which is called for every row group.
    func sift(_ account: inout SalvageAccount, check: () throws -> Void) throws {
        let brokenDictionaries = try dropBrokenDictionaries(&account)
        var damaged: [ColumnDefinition.ID: (rowGroups: Int, rows: Int64)] = [:]
        var sources: [String?: SalvageAccount.Share] = [:]
        var nextIDs: [FactTable.ID: Int64] = [:]
        for (table, group) in groups {
            try check()
            let reader = SegmentReader(connection: connection, catalogue: catalogue)
            var broken: [ColumnDefinition] = []
            let columns = catalogue.table(id: table)?.columns ?? []
            for column in columns {
                do {
                    guard try !isPresent(column, group) || !brokenDictionaries.contains(column.id) else {
                        throw StoreError.dictionaryChecksum(column: column.name)
                    }
                    try decode(column, group, reader)
                } catch {
                    broken.append(column)
                    account.damages.append("row group \(group.id) (\(group.rowCount) rows): \(error)")
                    damaged[column.id, default: (0, 0)].rowGroups += 1
                    damaged[column.id, default: (0, 0)].rows += Int64(group.rowCount)
                }
            }
            let isKept = broken.isEmpty || keepsParts && !broken.contains { $0.role == .dataset || $0.role == .row }
            for (source, count) in rowsBySource(group, reader, broken) {
                sources[source, default: .init(name: source)].rowsSaved += isKept ? count : 0
                sources[source, default: .init(name: source)].rowsLost += isKept ? 0 : count
            }
            try connection.transaction {
                if isKept {
                    try keep(group, without: broken, firstSampleID: nextIDs[table] ?? 1)
                } else {
                    try remove(group)
                }
            }
            if isKept {
                account.rowGroupsSaved += 1
                if !broken.isEmpty { account.rowGroupsInPart += 1 }
                account.rowsSaved += Int64(group.rowCount)
                nextIDs[table, default: 1] += Int64(group.rowCount)
            } else {
                account.rowGroupsLost += 1
                account.rowsLost += Int64(group.rowCount)
            }
        }
        try removeStrays()
        account.columns = catalogue.columns.compactMap { column in
            damaged[column.id].map { .init(name: column.name, rowGroups: $0.rowGroups, rows: $0.rows) }
        }
        account.sources = sources.values.sorted { left, right in
            guard let one = left.name, let other = right.name else { return left.name != nil }
            return one < other
        }
    }

    private func isPresent(_ column: ColumnDefinition, _ group: RowGroup) throws -> Bool {
        if let content = group.content { return content.columns.contains(column.id) }
        return try connection.value(
            """
            select 1 from segment where row_group_id = ?1 and column_id = ?2
            union all
            select 1 from text_block where row_group_id = ?1 and column_id = ?2
            """, .integer(group.id), .integer(column.id)) != .null
    }

    /// - Throws: `StoreError` if the column of the row group is not as it was written.
    private func decode(_ column: ColumnDefinition, _ group: RowGroup, _ reader: SegmentReader) throws {
        guard try isPresent(column, group) else { return }
        switch column.kind {
        case .tag: _ = try reader.codes(column, group)
        case .tags: _ = try reader.lists(column, group)
        case .integer: _ = try reader.integers(column, group)
        case .real: _ = try reader.reals(column, group)
        case .text: try TextReader(connection: connection, column: column, group: group).forEachBlock { _ in }
        }
        if column.kind != .text { _ = try reader.summary(column, group) }
    }

    /// The columns whose dictionaries are not those that were written; none of their values can be trusted.
    private func dropBrokenDictionaries(_ account: inout SalvageAccount) throws -> Set<ColumnDefinition.ID> {
        var broken: Set<ColumnDefinition.ID> = []
        for column in catalogue.columns where column.isDictionaryCoded {
            do { _ = try catalogue.dictionary(of: column) } catch {
                broken.insert(column.id)
                let owner = catalogue.dictionaryOwner(of: column)
                for table in ["dictionary_value", "dictionary", "place_resolution", "language_resolution"] {
                    try connection.execute("delete from \(table) where column_id = ?", .integer(owner.id))
                }
                account.notes.append(
                    "the dictionary of column \(column.name) is damaged"
                        + (keepsParts ? ": the column is lost" : ": row groups that have the column are lost"))
            }
        }
        return broken
    }

    private func rowsBySource(
        _ group: RowGroup, _ reader: SegmentReader, _ broken: [ColumnDefinition]
    ) -> [(source: String?, count: Int64)] {
        guard let column = catalogue.samples.column(role: .source), !broken.contains(column),
            let codes = try? reader.codes(column, group), let dictionary = try? catalogue.dictionary(of: column)
        else { return [(nil, Int64(group.rowCount))] }
        var counts: [UInt32: Int64] = [:]
        for row in 0..<codes.count { counts[codes[row], default: 0] += 1 }
        return counts.map { ($0 == 0 ? nil : dictionary.text(of: $0), $1) }
    }

    private func keep(_ group: RowGroup, without columns: [ColumnDefinition], firstSampleID: Int64) throws {
        if !columns.isEmpty {
            for column in columns {
                for table in ["segment", "text_block"] {
                    try connection.execute(
                        "delete from \(table) where row_group_id = ? and column_id = ?", .integer(group.id),
                        .integer(column.id))
                }
            }
            // They are made of all columns.
            try connection.execute("delete from cube where row_group_id = ?", .integer(group.id))
        } else if !hasWholeCubes(group) {
            try connection.execute("delete from cube where row_group_id = ?", .integer(group.id))
        }
        try dropBrokenLengths(group, without: columns)
        try connection.execute(
            "update row_group set first_sample_id = ? where id = ?", .integer(firstSampleID), .integer(group.id))
    }

    /// A store without cubes gives the same answers.
    private func hasWholeCubes(_ group: RowGroup) -> Bool {
        let reader = SegmentReader(connection: connection, catalogue: catalogue)
        let cubes = CubeReader(connection: connection, catalogue: catalogue)
        return (try? CubeCheck(catalogue: catalogue, reader: reader, cubes: cubes).check(group)) != nil
    }

    /// A store without the lengths of texts gives the same answers.
    private func dropBrokenLengths(_ group: RowGroup, without columns: [ColumnDefinition]) throws {
        let reader = SegmentReader(connection: connection, catalogue: catalogue)
        for column in catalogue.columns where column.kind == .text && !columns.contains(column) {
            var lengths: [UInt32] = []
            try TextReader(connection: connection, column: column, group: group).forEachBlock {
                lengths += $0.lengthCodes(in: .characters)
            }
            do {
                guard let stored = try reader.storedLengths(column, group), stored.array != lengths else { continue }
            } catch is StoreError {}
            try connection.execute(
                "delete from segment where row_group_id = ? and column_id = ?", .integer(group.id),
                .integer(column.id))
        }
    }

    private func remove(_ group: RowGroup) throws {
        for table in ["segment", "text_block", "cube", "row_group_content"] {
            try connection.execute("delete from \(table) where row_group_id = ?", .integer(group.id))
        }
        try connection.execute("delete from row_group where id = ?", .integer(group.id))
    }

    /// Rows of a row group or column that does not exist.
    private func removeStrays() throws {
        try connection.transaction {
            for table in ["segment", "text_block", "cube", "row_group_content"] {
                try connection.execute("delete from \(table) where row_group_id not in (select id from row_group)")
            }
            for table in ["segment", "text_block"] {
                try connection.execute(
                    "delete from \(table) where column_id not in (select id from column_definition)")
            }
            for table in ["dictionary_value", "dictionary", "place_resolution", "language_resolution"] {
                try connection.execute(
                    "delete from \(table) where column_id not in (select id from column_definition)")
            }
        }
    }
}
