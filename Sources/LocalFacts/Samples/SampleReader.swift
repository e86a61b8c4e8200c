import Columns
import SQLite

/// Reads columns of chosen samples straight from the segments, a row group at a time, without SQL.
///
/// This is the way to read many samples: tags stay codes, each text is copied once, and memory holds one row group. The
/// columns are those of the relation `samples` and, as lists, the relations of elements: `places`, `countries`, ….
/// `relation.column` names another column of the elements, such as `countries.iso3`. The rows of another fact table,
/// such as answers, are read in the same way.
public final class SampleReader {
    public let columns: [SampleColumn]
    /// The ids of the samples of each row group, which follow each other from 1.
    public let rowGroups: [Range<Int64>]
    private let groups: [RowGroup]
    private let contents: [RelationColumn.Content]
    private let connection: Connection
    private let reader: SegmentReader
    /// A concurrent load may write columns of row groups again.
    private let snapshot: Snapshot

    /// - Parameter table: whose rows are read.
    /// - Throws: `StoreError.unknownColumn`; `StoreError` if the row groups are not those that were written.
    package init(engine: RelationEngine, table: FactTable, columns names: [String]) throws {
        snapshot = try engine.heldSnapshot()
        let catalogue = engine.catalogue
        if let damage = catalogue.damage { throw damage }
        let facts = catalogue.tables.first { $0.table.id == table.id } ?? catalogue.samples
        try facts.outside?.verify()
        connection = engine.connection
        reader = SegmentReader(connection: connection, catalogue: catalogue)
        // Separate relations, whose vectors can be dropped after each row group.
        let relations = RelationCatalogue(connection: connection, catalogue: catalogue, reader: reader)
            .relations(over: facts)
        let found = try names.map { try SampleReader.column(named: $0, in: relations) }
        contents = found.map(\.content)
        columns = zip(names, found).map { SampleColumn(name: $0, kind: $1.content.kind, description: $1.description) }
        groups = facts.rowGroups
        rowGroups = groups.map { $0.firstSampleID..<$0.firstSampleID + Int64($0.rowCount) }
    }

    private static func column(named name: String, in relations: [Relation]) throws -> RelationColumn {
        let samples = relations.filter { $0.element == nil }.flatMap(\.columns).filter { !$0.isHidden }
        if let column = samples.first(where: { SQLName($0.name) == SQLName(name) }) { return column }
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        for relation in relations where relation.element != nil && SQLName(relation.name) == SQLName(parts[0]) {
            let elements = relation.columns.filter { if case .element = $0.content { true } else { false } }
            let wanted = parts.count == 1 ? elements.first?.name : parts[1]
            if let column = elements.first(where: { SQLName($0.name) == SQLName(wanted ?? "") }) { return column }
        }
        let known = samples.map(\.name) + relations.filter { $0.element != nil }.map(\.name)
        throw StoreError.unknownColumn(name: name, known: known)
    }

    /// The values of a column's codes, by code; the first is null. Empty for a column without codes.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func values(ofColumn index: Int) throws -> [SQLValue] {
        let values =
            switch contents[index] {
            case .coded(let column): try column.values()
            case .element(let column): try column.values()
            default: CodeValues.values([])
            }
        return (0..<UInt32(values.count)).map { values[$0] }
    }

    /// Reads samples of a row group in batches: `body` gets all columns of at most `limit` samples at a time, with
    /// their ids.
    ///
    /// - Parameters:
    ///   - group: a position in ``rowGroups``.
    ///   - ids: ascending ids of the group's samples.
    /// - Throws: `StoreError`, `SQLError`, and what `body` throws.
    public func read(
        _ group: Int, ids: [Int64], limit: Int = 16_384, _ body: ([Int64], [SampleValues]) throws -> Void
    ) throws {
        let group = groups[group]
        defer { forget() }
        let cursors = try contents.map { try SampleCursor($0, group, connection, reader) }
        var start = 0
        while start < ids.count {
            let part = Array(ids[start..<min(start + limit, ids.count)])
            let rows = part.map { Int($0 - group.firstSampleID) }
            try body(part, cursors.map { try $0.values(of: rows) })
            start += part.count
        }
    }

    /// Drops the decoded columns of a row group, and keeps what is valid for all of them.
    private func forget() {
        reader.clear()
        for content in contents {
            switch content {
            case .coded(let column): column.forgetRowGroups()
            case .element(let column): column.source.forgetRowGroups()
            default: break
            }
        }
    }
}

extension RelationColumn.Content {
    fileprivate var kind: SampleColumn.Kind {
        switch self {
        case .coded: .code
        case .element: .list
        case .text, .list, .computed, .expression, .extreme, .queries, .firstRows: .text
        case .real, .weight: .real
        case .extremeNumber(let number, _): number.isReal ? .real : .integer
        case .sum(let measure): measure.isReal ? .real : .integer
        case .perRow(let count): count.kind
        case .sampleID, .integer, .count, .mentions, .known, .distinct, .length, .random, .numberByID: .integer
        }
    }
}
