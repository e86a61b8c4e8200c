import CSQLite
import Columns
import SQLite
import Synchronization

/// An expression of one text column, such as `substr(text, 1, 1)`, which a scan evaluates for the texts of a block.
///
/// SQLite itself evaluates it, on a connection of each thread, over a text with the affinity of the column. So the
/// value is the one that the statement as written has. Comparisons with a pattern are decided by `TextPattern`, which
/// tests compare with SQLite.
final class TextExpression: Sendable {
    /// The expression, over the column in double quotes.
    let sql: String
    let column: ColumnDefinition
    /// The pattern that decides the expression, and whether texts that pass have the value 1 (else 0).
    private let pattern: (TextPattern, isPositive: Bool)?
    /// Evaluators that no thread uses.
    private let idle = Mutex<[TextEvaluator]>([])

    /// - Parameter argument: as `argument(_:of:)` writes it.
    /// - Throws: `SQLError` if it is not an expression of a text column.
    init(_ argument: String, columns: [ColumnDefinition]) throws {
        let tokens = SQLLexer.tokens(of: argument)
        guard let name = tokens.first, name.kind == .quotedName,
            let column = columns.first(where: { SQLName($0.name) == name.name })
        else { throw SQLError(code: SQLITE_ERROR, message: "this is not an expression of a text: \(argument)") }
        let bytes = Array(argument.utf8)
        sql = String(decoding: bytes[name.range.upperBound...], as: UTF8.self)
        self.column = column
        pattern = TextExpression.pattern(Array(tokens.dropFirst()))
    }

    /// How a statement passes an expression of a column to a scan.
    static func argument(_ sql: String, of column: String) -> String { "\(SQLName.quoted(column)) \(sql)" }

    /// Of `"text" like '…'`, `"text" glob '…'`, and the same with `not`.
    private static func pattern(_ tokens: [SQLToken]) -> (TextPattern, isPositive: Bool)? {
        let isPositive = tokens.count == 3
        guard isPositive || (tokens.count == 4 && tokens[1].isWord("not")), let operand = tokens.last,
            operand.kind == .string, let pattern = operand.value.map({ Array($0.utf8) }),
            pattern.count <= TextExpression.longestPattern, tokens[0].kind == .quotedName
        else { return nil }
        let comparison = tokens[tokens.count - 2]
        if comparison.isWord("like") { return (TextPattern(like: pattern), isPositive) }
        if comparison.isWord("glob") { return (TextPattern(glob: pattern), isPositive) }
        return nil
    }

    /// SQLite refuses patterns of some length, and is asked to.
    private static let longestPattern = 1_000

    /// The values of a block's texts.
    ///
    /// - Parameter samples: the rows to evaluate, as rows of the row group, ascending; nil for all.
    /// - Throws: `StoreError`, `SQLError`.
    func values(of block: TextReader.StoredBlock, among samples: ArraySlice<UInt32>?) throws -> BlockValues {
        let texts = try block.texts()
        var values = BlockValues(firstRow: block.firstRow, rowCount: texts.rowCount)
        let rows = samples.map { $0.map { Int($0) - block.firstRow } } ?? Array(0..<texts.rowCount)
        if let pattern {
            var passes = [Bool](repeating: false, count: texts.rowCount)
            let chosen = samples.map { Array($0) }
            for row in pattern.0.rows(of: texts, firstRow: block.firstRow, among: chosen) {
                passes[Int(row) - block.firstRow] = true
            }
            let codes = [false, true].map { values.values.code(of: .integer($0 == pattern.isPositive ? 1 : 0)) }
            for row in rows where texts.withBytes(of: row, { $0 != nil }) {
                values.codes[row] = codes[passes[row] ? 1 : 0]
            }
            return values
        }
        let evaluator = try idle.withLock { $0.popLast() } ?? TextEvaluator(self)
        for row in rows {
            values.codes[row] = try texts.withBytes(of: row) { try evaluator.code(of: $0, in: &values.values) }
        }
        idle.withLock { $0.append(evaluator) }
        return values
    }

    /// The code of the value for null.
    ///
    /// - Throws: `SQLError`.
    func codeOfNull(in values: inout DistinctValues) throws -> UInt32 {
        try TextEvaluator(self).code(of: nil, in: &values)
    }
}
