import TestSupport
import Testing

@testable import Readers

/// Values that lie in shared input are numbered, as long as that pays; the column is the same as one that is not.
@Suite struct ColumnBuilderTests {
    /// What happens to a column.
    private enum Step {
        case value(String, ValueKind, liesInInput: Bool)
        case escaped(String)
        case empty(ValueKind)
        case endRow
        case repeatRow
        case rollBack
        case finish
    }

    /// The rows of each column that was finished: what each value was and its bytes.
    private func columns(_ steps: [Step], sharing isShared: Bool) -> [[[String]]] {
        var builder = ColumnBuilder()
        defer { builder.deallocate() }
        var text = GrowableBuffer<UInt8>()
        for case .value(let value, _, true) in steps { for byte in value.utf8 { text.append(byte) } }
        let input = ByteStorage(adopting: text)
        if isShared { builder.share(input) }
        var place = 0
        var rows = 0
        var finished: [[[String]]] = []
        for step in steps {
            switch step {
            case .value(let value, let kind, true):
                builder.append(input.base + place, count: value.utf8.count, kind: kind)
                place += value.utf8.count
            case .value(var value, let kind, false):
                value.withUTF8 { utf8 in
                    if let base = utf8.baseAddress { builder.append(base, count: utf8.count, kind: kind) }
                }
            case .escaped(var value):
                value.withUTF8 { utf8 in
                    if let base = utf8.baseAddress { builder.appendUnescaping(base, count: utf8.count) }
                }
            case .empty(let kind): builder.appendEmpty(kind: kind)
            case .endRow:
                builder.endRow()
                rows += 1
            case .repeatRow:
                guard rows > 0 else { continue }
                builder.rollBack(toRow: rows)
                builder.repeatPreviousRow()
                builder.endRow()
                rows += 1
            case .rollBack:
                rows = rows / 2
                builder.rollBack(toRow: rows)
            case .finish:
                builder.rollBack(toRow: rows)
                let column = builder.finish()
                finished.append(
                    (0..<column.rowCount).map { row in
                        column.values(ofRow: row).map { "\(column.kind(of: $0)) \(column.string(at: $0))" }
                    })
                rows = 0
            }
        }
        return finished
    }

    private static let words = [
        "", "Peru", "Côte d'Ivoire", "a word of twenty-four b.", "a word of twenty-five by.", "food", "food\\n", "漢字",
    ]

    private func value(_ generator: inout SeededGenerator, distinct: Int) -> Step {
        let word = Self.words.randomElement(using: &generator) ?? ""
        switch Int.random(in: 0..<20, using: &generator) {
        case 0: return .escaped("tab\\t\\u00fc")
        case 1: return .empty(.string)
        case 2: return .value(word, .string, liesInInput: false)
        case 3: return .value("12", .number, liesInInput: true)
        case 4: return .value("12", .string, liesInInput: true)
        case 5: return .value("[1]", .json, liesInInput: true)
        case 6...12: return .value(word, .string, liesInInput: true)
        default:
            return .value("\(Int.random(in: 0..<distinct, using: &generator))", .string, liesInInput: true)
        }
    }

    @Test(arguments: [3, 400, 100_000]) func numberedOrNotAColumnIsTheSame(distinct: Int) {
        var generator = SeededGenerator(seed: UInt64(distinct))
        for _ in 0..<12 {
            var steps: [Step] = []
            for _ in 0..<4000 {
                switch Int.random(in: 0..<40, using: &generator) {
                case 0: steps.append(.repeatRow)
                case 1: steps.append(generator.chance(1, in: 10) ? .rollBack : .endRow)
                case 2: steps.append(generator.chance(1, in: 10) ? .finish : .endRow)
                case 3...20: steps.append(.endRow)
                default: steps.append(value(&generator, distinct: distinct))
                }
            }
            steps.append(.finish)
            #expect(columns(steps, sharing: true) == columns(steps, sharing: false))
        }
    }

    @Test func aColumnOfFewValuesComesWithADictionaryThatGrows() {
        var builder = ColumnBuilder()
        defer { builder.deallocate() }
        var text = GrowableBuffer<UInt8>()
        for byte in "foodsportfood".utf8 { text.append(byte) }
        let input = ByteStorage(adopting: text)
        builder.share(input)
        func append(_ range: Range<Int>) {
            builder.append(input.base + range.lowerBound, count: range.count, kind: .string)
            builder.endRow()
        }
        append(0..<4)
        let first = builder.finish()
        append(9..<13)
        let second = builder.finish()
        append(4..<9)
        append(9..<13)
        let third = builder.finish()
        #expect((first.codes, second.codes, third.codes) == ([0], [0], [1, 0]))
        #expect(first.entries === second.entries)
        #expect(third.entries.count == 2)
        #expect(first.entries.lineage != nil && first.entries.lineage === third.entries.lineage)
    }

    /// Many values, and few that are long: were these kept, memory would grow with every batch.
    @Test(arguments: [(1000, 1), (1, 2 << 20), (20, 100_000)])
    func aColumnOfManyValuesOrBytesComesWithoutADictionary(valueCount: Int, repetition: Int) {
        var builder = ColumnBuilder()
        defer { builder.deallocate() }
        let values = (0..<valueCount).map { String(repeating: String(1000 + $0), count: repetition) }
        var text = GrowableBuffer<UInt8>()
        for value in values { for byte in value.utf8 { text.append(byte) } }
        let input = ByteStorage(adopting: text)
        builder.share(input)
        for isFirst in [true, false] {
            var place = 0
            for value in values {
                builder.append(input.base + place, count: value.utf8.count, kind: .string)
                builder.endRow()
                place += value.utf8.count
            }
            let column = builder.finish()
            #expect((column.codes == nil) != isFirst)
            #expect(column.strings(ofRow: valueCount - 1) == values.suffix(1))
        }
    }
}
