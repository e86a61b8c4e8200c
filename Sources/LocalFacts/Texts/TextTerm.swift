import Columns
import Functions
import SQLite

/// A part of a text expression that is computed here, with the value that SQLite gives, since SQLite takes several
/// times as long. It is null for null.
enum TextTerm: Sendable {
    /// `text like '…'`, `text glob '…'`, and the same with `not`: 1 or 0.
    case pattern(TextPattern, isPositive: Bool)
    /// `text regexp '…'`, and the same with `not`: 1 or 0.
    case expression(ConcurrentPattern, isPositive: Bool)
    /// `instr(text, '…')`: the number of the character at which the sought text begins, from 1, or 0.
    case position(SubstringSearch)
    /// `length(text)`
    case length
    /// `length(replace(text, '…', '…'))`
    case lengthOfReplaced(SubstringSearch, by: [UInt8])
    /// `substr(text, start)` and `substr(text, start, count)`; the start is not 0, and the count not negative.
    case part(start: Int, count: Int?)

    /// The values of a block's texts, by row of the block; nil if memory is exhausted.
    ///
    /// - Parameters:
    ///   - texts: without a NUL. SQLite's functions differ in how they end there.
    ///   - rows: the rows to evaluate, ascending. The values of the others are not defined.
    /// - Complexity: O(bytes of the texts).
    func values(of texts: TextVector, rows: [Int]) -> TermValues? {
        switch self {
        case .part(let start, let count): TermValues(partsOf: texts, rows: rows, start, count)
        case .expression(let pattern, let isPositive):
            (try? TextTerm.matches(of: pattern, in: texts, rows: rows, isPositive)).map { TermValues(numbers: $0) }
        case .pattern, .position, .length, .lengthOfReplaced: TermValues(numbers: numbers(of: texts, rows: rows))
        }
    }

    private static func matches(
        of pattern: ConcurrentPattern, in texts: TextVector, rows: [Int], _ isPositive: Bool
    ) throws -> [Int64] {
        var values = [Int64](repeating: TermValues.null, count: texts.rowCount)
        try texts.withTexts { texts in
            try pattern.withMatcher { matches in
                for row in rows {
                    if let text = texts[row] { values[row] = try matches(text) == isPositive ? 1 : 0 }
                }
            }
        }
        return values
    }

    private func numbers(of texts: TextVector, rows: [Int]) -> [Int64] {
        var values = [Int64](repeating: TermValues.null, count: texts.rowCount)
        switch self {
        case .pattern(let pattern, let isPositive):
            for row in rows where !texts.isNull(at: row) { values[row] = isPositive ? 0 : 1 }
            let chosen = rows.count == texts.rowCount ? nil : rows.map { UInt32($0) }
            for row in pattern.rows(of: texts, firstRow: 0, among: chosen) { values[Int(row)] = isPositive ? 1 : 0 }
        case .position(let search):
            for row in rows where !texts.isNull(at: row) { values[row] = 0 }
            texts.forEachFirst(search) { row, place, text in values[row] = TextTerm.character(at: place, of: text) }
        case .length:
            for row in rows {
                values[row] = texts.withBytes(of: row) { $0.map { Int64(CharacterCount.of($0)) } ?? TermValues.null }
            }
        case .lengthOfReplaced(let search, let replacement):
            let isAdditive = search.isASCII && replacement.allSatisfy { $0 < 0x80 } && !texts.hasStrayContinuation
            let difference = replacement.count - search.sought.count
            var replaced: [UInt8] = []
            for row in rows {
                values[row] = texts.withBytes(of: row) { text in
                    guard let text else { return TermValues.null }
                    if isAdditive { return Int64(CharacterCount.of(text) + difference * search.count(in: text)) }
                    search.replace(in: text, by: replacement, into: &replaced)
                    return Int64(replaced.withUnsafeBytes { CharacterCount.of($0) })
                }
            }
        case .part, .expression: break
        }
        return values
    }

    /// The number of the character that begins at a byte. As for SQLite's `instr`, a character begins with the first
    /// byte and with each later one that is not of the form 10xxxxxx.
    private static func character(at place: Int, of text: UnsafeRawBufferPointer) -> Int64 {
        guard place > 0 else { return 1 }
        return 1 + Int64(text[1...place].count { $0 & 0xC0 != 0x80 })
    }
}
