import Columns
import EmbeddedFiles
import Foundation
import LocalFacts
import SQLite

extension Store {
    /// The existing text indexes, one for each text column that has one.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func textIndexes() throws -> [TextIndexInformation] {
        try catalogue.columns.filter { $0.kind == .text }.compactMap { column in
            let headers = try TextIndexHeader.all(of: column, on: connection).values
            if headers.isEmpty { return nil }
            let textBytes = try connection.value(
                "select sum(length(data)) from text_block where column_id = ?", .integer(column.id))
            return TextIndexInformation(
                table: factTable(of: column).table.name, column: column.name,
                rowGroupCount: factTable(of: column).rowGroups.count, indexedCount: headers.count,
                byteCount: headers.reduce(0) { $0 + $1.byteCount }, termCount: headers.reduce(0) { $0 + $1.termCount },
                textByteCount: textBytes.integer ?? 0)
        }
    }

    /// Indexes the texts that are not indexed yet.
    ///
    /// The index of a row group is complete or absent: a killed call keeps the complete ones, and the next call
    /// continues after them. Two row groups are indexed at a time, one per core, so memory holds the postings of two.
    /// - Parameters:
    ///   - name: the column; nil for all text columns.
    ///   - progress: called after each step.
    /// - Throws: `StoreError.noTextColumn`, `SQLError`, `StoreError`.
    public func indexText(column name: String? = nil, progress: (TextIndexProgress) throws -> Void = { _ in }) throws {
        let columns = try textColumns(named: name)
        for column in columns where factTable(of: column).outside != nil {
            throw StoreError.noTextIndexOutside(table: factTable(of: column).table.name)
        }
        guard let ddl = EmbeddedFile.all.first(where: { $0.name == "ddl/004-text-index.sql" }) else { return }
        try recordingChecksums {
            try connection.execute(ddl.text)
            try connection.execute("pragma synchronous = normal")
            for column in columns {
                try TextIndexWriter(connection: connection, column: column)
                    .run(factTable(of: column).rowGroups, progress)
            }
        }
        try connection.execute("pragma wal_checkpoint(truncate)")
    }

    /// Drops the index of a column, or of all columns if none is named. Later writes reuse the space in the file.
    ///
    /// - Throws: `StoreError.noTextColumn`, `SQLError`.
    public func dropTextIndex(column name: String? = nil) throws {
        let columns = try textColumns(named: name)
        guard try TextIndexHeader.exists(on: connection) else { return }
        try recordingChecksums {
            try connection.transaction {
                for column in columns {
                    for table in ["text_index", "text_index_page"] {
                        try connection.execute("delete from \(table) where column_id = ?", .integer(column.id))
                    }
                }
            }
        }
        try connection.execute("pragma wal_checkpoint(truncate)")
    }

    private func factTable(of column: ColumnDefinition) -> StoredFacts {
        catalogue.table(id: column.factTableID) ?? catalogue.samples
    }

    /// The text columns of a name, in whichever fact tables: `text`, or `responses.text` for that of one table.
    private func textColumns(named name: String?) throws -> [ColumnDefinition] {
        let columns = catalogue.columns.filter { $0.kind == .text }
        guard let name else { return columns }
        let found = columns.filter { column in
            let qualified = "\(factTable(of: column).table.name).\(column.name)"
            return SQLName(column.name) == SQLName(name) || SQLName(qualified) == SQLName(name)
        }
        guard !found.isEmpty else { throw StoreError.noTextColumn(name, known: columns.map(\.name)) }
        return found
    }
}
