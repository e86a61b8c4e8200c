import Columns
import Facts

/// Consecutive rows of an outside table, decoded as the columns of a row group.
final class OutsideRows: RowsElsewhere, @unchecked Sendable {
    let facts: OutsideFacts
    private let rows: Range<Int64>
    /// The fields that were read together; an engine without an order would give other rows the next time.
    private var table: (fields: [OutsideField], columns: [RawColumn])?

    init(_ facts: OutsideFacts, _ rows: Range<Int64>) {
        self.facts = facts
        self.rows = rows
    }

    /// Combinations of fields that are treated as rows.
    init(_ facts: OutsideFacts, combinations: RawTable, of fields: [OutsideField]) {
        self.facts = facts
        rows = 0..<Int64(combinations.rowCount)
        table = (fields, combinations.columns)
    }

    /// - Throws: `EngineError`.
    func codes(_ column: ColumnDefinition) throws -> CodeVector? {
        guard facts.has(column) else { return nil }
        return try facts.values(of: column).tags(raw(column), rowCount: rows.count)
    }

    /// - Throws: `EngineError`, `SegmentError`.
    func lists(_ column: ColumnDefinition) throws -> ListVector? {
        guard facts.has(column) else { return nil }
        return try facts.values(of: column).lists(raw(column), rowCount: rows.count)
    }

    /// - Throws: `EngineError`.
    func integers(_ column: ColumnDefinition) throws -> IntegerVector? {
        guard facts.has(column), case .integers(let values)? = try raw(column) else { return nil }
        return IntegerVector(
            values: values.map { $0 ?? 0 }, validity: values.contains(nil) ? values.map { $0 != nil } : nil)
    }

    /// - Throws: `EngineError`.
    func reals(_ column: ColumnDefinition) throws -> RealVector? {
        guard facts.has(column), case .reals(var values)? = try raw(column) else { return nil }
        // Some servers write more digits of a float than it needs.
        if facts.field(of: column)?.form == .single {
            values = values.map { $0.flatMap { Double("\(Float($0))") } }
        }
        return RealVector(
            values: values.map { $0 ?? 0 }, validity: values.contains(nil) ? values.map { $0 != nil } : nil)
    }

    /// - Throws: `EngineError`, `SegmentError`.
    func texts(_ column: ColumnDefinition) throws -> [EncodedTexts] {
        guard facts.has(column), let field = facts.field(of: column), let column = try raw(column) else { return [] }
        let missing = Set((field.missing ?? []).map(ExactText.init))
        let builder = TextBlockBuilder()
        for row in 0..<column.count {
            guard var text = column.text(row), !missing.contains(ExactText(text)) else {
                builder.appendNull()
                continue
            }
            try text.withUTF8 { try builder.append(UnsafeRawBufferPointer($0)) }
        }
        return try builder.finish()
    }

    func summary(_ column: ColumnDefinition) -> SegmentSummary? {
        guard facts.has(column) else { return nil }
        // Numbers may be any and null. Of codes nothing is said.
        return column.isDictionaryCoded
            ? SegmentSummary(nullCount: 0, range: nil, codes: nil)
            : SegmentSummary(nullCount: 1, range: .min ... .max, codes: nil)
    }

    private func raw(_ column: ColumnDefinition) throws -> RawColumn? {
        guard let field = facts.field(of: column) else { return nil }
        if let table, let place = table.fields.firstIndex(of: field) { return table.columns[place] }
        let engine = facts.engine
        if let limit = engine.rowLimit, rows.upperBound > limit {
            throw EngineError.tooManyRows(table: facts.name, rows: Int64(facts.rowCount), limit: limit)
        }
        let fields = engine.readsRowsInOneOrder ? [field] : facts.allFields
        let read = try engine.rows(RowQuery(fields, rows: rows))
        guard read.rowCount == rows.count, let place = fields.firstIndex(of: field) else {
            throw EngineError.changed(table: facts.name)
        }
        if !engine.readsRowsInOneOrder { table = (fields, read.columns) }
        return read.columns[place]
    }
}
