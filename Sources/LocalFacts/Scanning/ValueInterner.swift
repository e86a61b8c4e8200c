import Columns
import SQLite

/// Assigns codes to the distinct values of a column without a dictionary, for one statement; 0 is null.
struct ValueInterner {
    /// The codes of numbers by their bits, and the bits by code.
    private var codes: [Int64: UInt32] = [:]
    private var bits: [Int64] = []
    private var texts = TagDictionary()
    private var storedTexts: StoredTexts?
    private var values = DistinctValues()
    private let content: RelationColumn.Content

    /// For a column of integers, reals or texts; all others have codes already.
    init(_ content: RelationColumn.Content) { self.content = content }

    /// The codes of the rows' samples, one per sample of the group; samples that are not among the rows get 0.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    mutating func codes(_ group: RowGroup, _ rows: GroupRows, _ selector: RowSelector) throws -> CodeVector {
        switch content {
        case .integer(let column):
            guard let vector = try selector.reader.integers(column, group) else { break }
            return codes(group, rows) { vector[$0] }
        case .real(let column):
            guard let vector = try selector.reader.reals(column, group) else { break }
            // SQL has one zero.
            return codes(group, rows) { vector[$0].map { Int64(bitPattern: ($0 == 0 ? 0 : $0).bitPattern) } }
        case .text(let column), .distinct(.text(let column)):
            var stored = storedTexts.take() ?? StoredTexts(column)
            defer { storedTexts = stored }
            return .words(try stored.codes(group, rows: rows.samples, selector.connection))
        case .computed(_, let expression?):
            return .words(try values.codes(of: expression, group, samples: rows.samples, selector.connection))
        case .sampleID, .coded, .element, .perRow, .count, .mentions, .weight, .sum, .known, .distinct, .length, .list,
            .random, .computed, .expression, .extreme, .extremeNumber, .numberByID, .queries, .firstRows:
            break
        }
        return .constant(0, count: group.rowCount)
    }

    /// The codes of the samples' least or greatest texts.
    mutating func codes(of found: ExtremeTexts.Found, _ end: ExtremeTexts.End) -> CodeVector {
        found.codes(of: end, into: &texts)
    }

    private mutating func codes(
        _ group: RowGroup, _ rows: GroupRows, _ bitsOfSample: (Int) -> Int64?
    ) -> CodeVector {
        var result = [UInt32](repeating: 0, count: group.rowCount)
        for row in 0..<rows.count {
            let sample = rows.sample(row)
            if let bits = bitsOfSample(sample) { result[sample] = code(of: bits) }
        }
        return .words(result)
    }

    private mutating func code(of number: Int64) -> UInt32 {
        if let code = codes[number] { return code }
        bits.append(number)
        let code = UInt32(bits.count)
        codes[number] = code
        return code
    }

    /// Puts the value of a code.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func set(_ code: UInt32, into result: ResultContext) throws {
        guard code != 0 else { return result.setNull() }
        switch content {
        case .text: try storedTexts?.set(code, into: result)
        case .extreme: texts.withBytes(of: code) { result.set(text: $0) }
        case .computed: values.set(code, into: result)
        case .real: result.set(Double(bitPattern: UInt64(bitPattern: bits[Int(code) - 1])))
        default: result.set(bits[Int(code) - 1])
        }
    }
}
