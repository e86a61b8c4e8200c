import CSQLite
import Columns
import SQLite
import Synchronization

/// An expression of one text column, such as `substr(text, 1, 1)`, which a scan evaluates for the texts of a block.
///
/// SQLite itself evaluates it, on a connection of each thread, over a text with the affinity of the column. So the
/// value is the one that the statement as written has. Only some parts of it are computed here: see `TextTerm`.
final class TextExpression: Sendable {
    let column: ColumnDefinition
    /// The expression as the statement passes it.
    let written: String
    /// The expression over the text alone, as `TextTable` has it.
    private let sql: String
    private let terms: TextTerms
    /// Evaluators that no thread uses, of the expression over its terms.
    private let idle = Mutex<[TextEvaluator]>([])

    /// - Parameter argument: as `argument(_:of:)` writes it.
    /// - Throws: `SQLError` if it is not an expression of a text column.
    init(_ argument: String, columns: [ColumnDefinition]) throws {
        let tokens = SQLLexer.tokens(of: argument)
        guard let name = tokens.first, name.kind == .quotedName,
            let column = columns.first(where: { SQLName($0.name) == name.name })
        else { throw SQLError(code: SQLITE_ERROR, message: "this is not an expression of a text: \(argument)") }
        self.column = column
        written = tokens.dropFirst().map(\.written).joined(separator: " ")
        terms = TextTerms(Array(tokens.dropFirst()))
        sql = TextTerms(Array(tokens.dropFirst()), maximumCount: 0).sql
    }

    /// How a statement passes an expression of a column to a scan.
    static func argument(_ sql: String, of column: String) -> String { "\(SQLName.quoted(column)) \(sql)" }

    /// The values of a block's texts.
    ///
    /// - Parameter samples: the rows to evaluate, as rows of the row group, ascending; nil for all.
    /// - Throws: `StoreError`, `SQLError`.
    func values(of block: TextReader.StoredBlock, among samples: ArraySlice<UInt32>?) throws -> BlockValues {
        let texts = try block.texts()
        let rows = samples.map { $0.map { Int($0) - block.firstRow } } ?? Array(0..<texts.rowCount)
        var values = BlockValues(firstRow: block.firstRow, rowCount: texts.rowCount)
        let codes = try codes(of: rows, of: texts, in: &values.values)
        for (row, code) in zip(rows, codes) { values.codes[row] = code }
        return values
    }

    /// The code of the value for null.
    ///
    /// - Throws: `SQLError`.
    func codeOfNull(in values: inout DistinctValues) throws -> UInt32 {
        try TextEvaluator(sql).codes(of: [0], of: nil, terms: [], in: &values).first ?? 0
    }

    private func codes(of rows: [Int], of texts: TextVector, in values: inout DistinctValues) throws -> [UInt32] {
        // Where a text has a NUL, SQLite's functions differ in how they end there. A term without values has an error,
        // which SQLite then reports.
        let found = texts.hasNUL ? [] : terms.terms.compactMap { $0.values(of: texts, rows: rows) }
        if texts.hasNUL || found.count < terms.terms.count {
            return try TextEvaluator(sql).codes(of: rows, of: texts, terms: [], in: &values)
        }
        if terms.isOneTerm, let found = found.first { return found.codes(of: rows, in: &values) }
        let evaluator = try idle.withLock { $0.popLast() } ?? TextEvaluator(terms.sql)
        defer { idle.withLock { $0.append(evaluator) } }
        if terms.usesText || found.count > TermTuples.maximumCount {
            return try evaluator.codes(of: rows, of: texts, terms: found, in: &values)
        }
        let tuples = TermTuples(found, rows: rows)
        let codes = try evaluator.codes(of: tuples.rows, of: nil, terms: found, in: &values)
        return tuples.places.map { codes[Int($0)] }
    }
}
