import Columns
import LocalFacts
import SQLite

/// What happened to a stored column for which a file had values of another kind.
public struct WidenedColumn: Sendable, Hashable {
    public var name: String
    public var from: ColumnKind
    public var to: ColumnKind
    /// Samples whose values were written again.
    public var rewrittenRows: Int64
}

extension ColumnKind {
    /// Whether a column of this kind takes values of another kind without being widened.
    public func takes(_ other: ColumnKind) -> Bool { self == other || (self == .real && other == .integer) }

    /// Whether a column of this kind can be widened to another kind without losing any of its values.
    public func widens(to other: ColumnKind) -> Bool {
        switch (self, other) {
        case (.integer, .real), (.integer, .text), (.real, .text), (.tag, .text): true
        case (.tag, .tags), (.integer, .tags), (.real, .tags): true
        default: false
        }
    }
}

/// Turns a stored column into one of a wider kind: integers into reals, numbers and tags into texts, single values into
/// lists of one.
struct ColumnWidening {
    private let column: ColumnDefinition
    private let load: LoadWriter

    private var store: Store { load.store }
    private var connection: Connection { load.store.connection }
    private var facts: StoredFacts {
        store.catalogue.table(id: column.factTableID) ?? store.catalogue.samples
    }

    init(_ column: ColumnDefinition, load: LoadWriter) {
        self.column = column
        self.load = load
    }

    /// Writes the column's values again, row group by row group, in one transaction. All row groups of this load must
    /// have been written.
    ///
    /// - Parameter valueName: what one value of a column of several is called.
    /// - Returns: the column as it now is, and how many samples were written again.
    /// - Throws: `StoreError.tooLargeForReal` if an integer would not be kept exactly, and other errors where the
    ///   column cannot be of that kind; nothing is changed then.
    /// - Complexity: O(samples).
    func run(to kind: ColumnKind, valueName: String? = nil) throws -> (column: ColumnDefinition, rewrittenRows: Int64) {
        guard column.kind.widens(to: kind) else {
            throw StoreError.kindConflict(column: column.name, stored: column.kind, given: kind)
        }
        if kind == .tags {
            try ColumnNameCheck(table: facts.table, connection: connection).check(
                column.name, kind: kind, valueName: valueName)
        }
        // The row groups that this load has written count, too.
        try store.catalogue.reload()
        var widened = column
        widened.kind = kind
        widened.valueName = kind == .tags ? valueName : nil
        let dictionary = kind == .tags ? try load.dictionary(of: column) : nil
        let reader = SegmentReader(connection: connection, catalogue: store.catalogue)
        var rewrittenRows: Int64 = 0
        try connection.transaction {
            for group in facts.rowGroups {
                defer { reader.clear() }
                guard let wider = try values(of: group, reader, as: kind, in: dictionary) else { continue }
                try write(wider, of: group, as: widened)
                rewrittenRows += Int64(group.rowCount)
            }
            try removeTraces(as: kind)
            if let new = dictionary?.takeNewValues() { try load.write(new) }
            try connection.execute(
                "update column_definition set kind = ?, value_name = ? where id = ?", .text(kind.rawValue),
                SQLValue(widened.valueName), .integer(column.id))
        }
        if column.kind == .tag, kind == .text { load.forgetDictionary(of: column) }
        try store.catalogue.reload()
        return (widened, rewrittenRows)
    }

    /// The values of a row group as those of the wider kind; nil if all are null.
    private func values(
        of group: RowGroup, _ reader: SegmentReader, as kind: ColumnKind, in dictionary: LoadDictionary?
    ) throws -> SampleBatch.Values? {
        switch column.kind {
        case .integer:
            guard let integers = try reader.integers(column, group) else { return nil }
            if kind == .real { return .reals(try RealVector(widening: integers, column: column.name)) }
            return values((0..<integers.count).lazy.map { integers[$0].map { String($0) } }, in: dictionary)
        case .real:
            guard let reals = try reader.reals(column, group) else { return nil }
            return values((0..<reals.count).lazy.map { reals[$0].map(ColumnWidening.text) }, in: dictionary)
        case .tag:
            guard let codes = try reader.codes(column, group) else { return nil }
            if kind == .tags {
                let codes = (0..<codes.count).map { codes[$0] }
                return .lists(lengths: codes.map { $0 == 0 ? 0 : 1 }, codes: codes.filter { $0 != 0 })
            }
            let texts = try store.catalogue.dictionary(of: column)
            return values((0..<codes.count).lazy.map { codes[$0] == 0 ? nil : texts.text(of: codes[$0]) }, in: nil)
        case .tags, .text: return nil
        }
    }

    /// Texts, or lists of one where there is a dictionary.
    private func values(_ texts: some Sequence<String?>, in dictionary: LoadDictionary?) -> SampleBatch.Values {
        if let dictionary {
            let codes = texts.map { $0.map { dictionary.values.intern($0) } ?? 0 }
            return .lists(lengths: codes.map { $0 == 0 ? 0 : 1 }, codes: codes.filter { $0 != 0 })
        }
        var lengths: [Int?] = []
        var bytes: [UInt8] = []
        for text in texts {
            lengths.append(text?.utf8.count)
            if let text { bytes.append(contentsOf: text.utf8) }
        }
        return .texts(lengths: lengths, bytes: bytes)
    }

    /// The shortest decimal that gives the double back; without a fraction where it has none.
    private static func text(_ real: Double) -> String {
        if let integer = Int64(exactly: real), abs(real) < 0x1p53 { return String(integer) }
        return "\(real)"
    }

    private func write(_ values: SampleBatch.Values, of group: RowGroup, as widened: ColumnDefinition) throws {
        try connection.execute(
            "delete from segment where row_group_id = ? and column_id = ?", .integer(group.id), .integer(column.id))
        var builder = ColumnBuilder(widened)
        try builder.append(values)
        try builder.endRows(group.rowCount)
        let writer = SegmentWriter(connection: connection, rowGroup: group.id)
        for segment in builder.segments() { try writer.write(segment, widened) }
        for block in builder.textBlocks() { try writer.write(block, widened) }
    }

    /// Removes what was made from the codes of a tag column: cubes, and the dictionary if there are no codes any more.
    private func removeTraces(as kind: ColumnKind) throws {
        guard column.kind == .tag else { return }
        if try CubeReader.isThere(connection) {
            try connection.execute(
                "delete from cube where instr(',' || columns || ',', ?) > 0", .text(",\(column.id),"))
        }
        guard kind == .text else { return }
        try connection.execute("delete from dictionary_value where column_id = ?", .integer(column.id))
        try connection.execute("delete from dictionary where column_id = ?", .integer(column.id))
    }
}
