import Columns
import LocalFacts
import SQLite

/// Gives stored samples the values of columns that are found after their load, such as tags or duplicates.
///
/// The samples keep their rows and all other columns. What the columns had before is replaced, in one transaction: a
/// reader sees the former values or the new ones.
public final class ColumnFilling {
    /// The columns as the store has them, in the order in which they were named.
    public let columns: [ColumnDefinition]
    private let load: LoadWriter

    private var connection: Connection { load.store.connection }

    /// Finds the columns among those of `samples`, by their roles or names, and makes those that are missing.
    ///
    /// - Throws: `StoreError` if a name is not usable, or a column is of another kind; `SQLError`.
    public init(_ wanted: [NewColumn], load: LoadWriter) throws {
        self.load = load
        _ = try load.addColumns(wanted, to: FactTable.samples.id)
        let samples = load.store.catalogue.samples
        guard samples.outside == nil else { throw StoreError.tableLiesOutside(name: samples.table.name) }
        columns = try wanted.map { column in
            guard let found = column.role.flatMap(samples.column(role:)) ?? samples.column(named: column.name) else {
                throw StoreError.catalogue(column.name)
            }
            guard found.role != .dataset, found.role != .row else { throw StoreError.reservedName(found.name) }
            guard found.kind == column.kind else {
                throw StoreError.kindConflict(column: found.name, stored: found.kind, given: column.kind)
            }
            return found
        }
    }

    /// The code of a value, a new one where it has none.
    ///
    /// - Parameter column: of kind `tag` or `tags`.
    /// - Throws: `SQLError`, `StoreError` if the dictionary cannot be read.
    public func code(of value: String, in column: ColumnDefinition) throws -> UInt32 {
        try load.dictionary(of: column).values.intern(value)
    }

    /// Replaces the values, row group by row group.
    ///
    /// - Parameter values: for the ids of a row group the values of each column, in the order of ``columns``, one for
    ///   each id; nil if the column is null there.
    /// - Throws: `StoreError` if values are not of the column's kind or number; `SQLError`; what `values` throws.
    ///   Nothing is changed then.
    /// - Complexity: O(samples × tag columns).
    public func run(_ values: (_ ids: Range<Int64>) throws -> [SampleBatch.Values?]) throws {
        try load.store.catalogue.reload()
        let samples = load.store.catalogue.samples
        let reader = SegmentReader(connection: connection, catalogue: load.store.catalogue)
        var cubes =
            try columns.contains(where: \.isDictionaryCoded) && CubeReader.isThere(connection)
            ? CubeWriter() : nil
        try connection.transaction {
            for group in samples.rowGroups {
                defer { reader.clear() }
                let ids = group.firstSampleID..<group.firstSampleID + Int64(group.rowCount)
                let builders = try builders(of: values(ids), rowCount: group.rowCount)
                if cubes != nil {
                    let columns = try cubeColumns(of: group, builders, samples, reader)
                    let made = cubes?.cubes(of: columns, sampleCount: group.rowCount) ?? []
                    try connection.execute("delete from cube where row_group_id = ?", .integer(group.id))
                    try CubeWriter.write(made, rowGroup: group.id, on: connection)
                }
                for builder in builders { try write(builder, group) }
            }
            let owners = try columns.filter(\.isDictionaryCoded).map { try load.dictionary(of: $0) }
            for dictionary in owners { if let new = dictionary.takeNewValues() { try load.write(new) } }
        }
        try load.store.catalogue.reload()
    }

    private func builders(of values: [SampleBatch.Values?], rowCount: Int) throws -> [ColumnBuilder] {
        try zip(columns, values).map { column, values in
            var builder = ColumnBuilder(column)
            if let values { try builder.append(values) }
            guard values == nil || builder.rowCount == rowCount else {
                throw StoreError.batchRows(column: column.name, expected: rowCount, found: builder.rowCount)
            }
            try builder.endRows(rowCount)
            return builder
        }
    }

    private func write(_ builder: ColumnBuilder, _ group: RowGroup) throws {
        for table in ["segment", "text_block"] {
            try connection.execute(
                "delete from \(table) where row_group_id = ? and column_id = ?", .integer(group.id),
                .integer(builder.column.id))
        }
        let writer = SegmentWriter(connection: connection, rowGroup: group.id)
        for segment in builder.segments() { try writer.write(segment, builder.column) }
        for block in builder.textBlocks() { try writer.write(block, builder.column) }
    }

    /// The tag columns that a row group will have: the new ones, and the others as they are stored.
    private func cubeColumns(
        of group: RowGroup, _ builders: [ColumnBuilder], _ samples: StoredFacts, _ reader: SegmentReader
    ) throws -> [CubeWriter.Column] {
        try samples.columns.filter(\.isDictionaryCoded).compactMap { column in
            if let builder = builders.first(where: { $0.column.id == column.id }) {
                guard !builder.segments().isEmpty else { return nil }
                return builder.cubeColumn().map { CubeWriter.Column(definition: column, values: $0) }
            }
            let stored =
                column.kind == .tag
                ? try reader.codes(column, group).map { CubeColumn(codes: $0.array) }
                : try reader.lists(column, group).map { CubeColumn(lists: $0) }
            return stored.map { CubeWriter.Column(definition: column, values: $0) }
        }
    }
}
