import Columns
import EmbeddedFiles
import Facts
import Foundation
import LocalFacts
import SQLite

/// Records an outside table. All its steps are to be called in one transaction.
struct OutsideAttachment {
    let store: Store

    private var connection: Connection { store.connection }

    /// Drops what is recorded of an outside table.
    ///
    /// - Throws: `SQLError`.
    func forget(_ table: FactTable.ID) throws {
        for statement in [
            """
            delete from outside_value
            where column_id in (select column_id from outside_column where fact_table_id = ?1)
            """,
            "delete from outside_column where fact_table_id = ?1",
            "delete from outside_table where fact_table_id = ?1",
        ] {
            try connection.execute(statement, .integer(table))
        }
    }

    /// - Throws: `StoreError`, `SQLError`.
    func attach(_ table: OutsideTable, taughtBy path: String, _ lessons: [OutsideTable.Lesson]) throws {
        try makeTables()
        guard let facts = store.catalogue.table(named: table.name) else { throw StoreError.catalogue("fact_table") }
        try forget(facts.table.id)
        let file = try connection.rows("select id from file where path = ? order by id desc", .text(path)).first
        guard let fileID = file?[0].integer else { throw StoreError.catalogue("file") }
        let groups = try rowGroups(ofFile: fileID)
        let stored = groups.reduce(0) { $0 + $1.rowCount }
        guard stored == lessons.count + 1 else {
            throw StoreError.outsideLessons(
                table: table.location.table, expected: lessons.count + 1, stored: stored,
                reason: try connection.value("select reason from reject where file_id = ?", .integer(fileID)).text)
        }
        try connection.execute(
            """
            insert into outside_table (fact_table_id, engine, address, name, is_parquet, snapshot, row_count, options)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """, .integer(facts.table.id), .text(table.location.engine), SQLValue(table.location.address),
            .text(table.location.table), .integer(table.location.isParquet ? 1 : 0), .text(table.snapshot),
            .integer(table.rowCount), .text(try json(table.options)))
        for (name, field) in table.fields {
            guard let column = facts.column(named: name) else { throw StoreError.catalogue("column \(name)") }
            try record(column, field, facts.table.id)
            if column.isDictionaryCoded { try record(column, field, groups, lessons) }
        }
        _ = try FileRemoval(connection: connection).remove(fileID: fileID)
        try connection.executePlainly("pragma user_version = \(StoreSchema.versionWithOutsideTables)")
    }

    private func makeTables() throws {
        guard try !StoredOutsideTable.areRecorded(on: connection) else { return }
        for file in EmbeddedFile.all where file.name == "ddl/007-outside.sql" { try connection.execute(file.text) }
        try StoreChecksums.writeSchema(on: connection)
    }

    private func rowGroups(ofFile id: Int64) throws -> [RowGroup] {
        let contents = try RowGroupContent.all(on: connection)
        return try connection.rows(
            "select id, file_id, first_sample_id, row_count from row_group where file_id = ? order by first_sample_id",
            .integer(id)
        ).compactMap { Catalogue.rowGroup($0, contents) }
    }

    private func record(_ column: ColumnDefinition, _ field: OutsideField?, _ table: FactTable.ID) throws {
        let text = try field.map(json)
        try connection.execute(
            "insert into outside_column (column_id, fact_table_id, field) values (?, ?, ?)", .integer(column.id),
            .integer(table), SQLValue(text))
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Records the codes that the rows of the lessons got in a column.
    private func record(
        _ column: ColumnDefinition, _ field: OutsideField?, _ groups: [RowGroup], _ lessons: [OutsideTable.Lesson]
    ) throws {
        let reader = SegmentReader(connection: connection, catalogue: store.catalogue)
        let insert = try connection.prepare(
            "insert into outside_value (column_id, place, raw, codes) values (?, ?, ?, ?)")
        var place: Int64 = 0
        var lesson = 0
        for group in groups {
            let codes = try self.codes(of: column, group, reader)
            for row in 0..<group.rowCount {
                defer { lesson += 1 }
                let isLast = lesson == lessons.count
                guard isLast || lessons[lesson].field == field else { continue }
                place += 1
                let text = codes(row).map(String.init).joined(separator: " ")
                let raw: SQLValue = isLast ? .null : .text(lessons[lesson].raw)
                try insert.run(.integer(column.id), .integer(place), raw, .text(text))
            }
        }
    }

    /// The codes of a row, a repeated one as often as it was mentioned.
    private func codes(
        of column: ColumnDefinition, _ group: RowGroup, _ reader: SegmentReader
    ) throws -> (Int) -> [UInt32] {
        if column.kind == .tag {
            let codes = try reader.codes(column, group) ?? .constant(0, count: group.rowCount)
            return { codes[$0] == 0 ? [] : [codes[$0]] }
        }
        guard let lists = try reader.lists(column, group) else { return { _ in [] } }
        return { row in
            (Int(lists.offsets[row])..<Int(lists.offsets[row + 1])).flatMap { element in
                Array(repeating: lists.codes[element], count: Int(lists.mentions?[element] ?? 1))
            }
        }
    }
}
