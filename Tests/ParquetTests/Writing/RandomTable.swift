import Foundation
import TestSupport

@testable import Parquet

/// A table of values that break writers, in batches, and the same values for others to compare.
struct RandomTable {
    enum Cell: Equatable {
        case null
        case boolean(Bool)
        case integer(Int64)
        case real(UInt64)
        case text(String)
        case list([String?])
    }

    let columns: [WriterColumn]
    let rows: [[Cell]]
    /// Texts and lists come coded where this is true.
    let isCoded: Bool

    static let allKinds = WriterColumn.Kind.allCases.map { WriterColumn(name: "c_\($0)", kind: $0) }

    static let texts = [
        "", " ", "a", "a\u{0}b", "\u{0}", "naïve", "e\u{301}", "日本語", "🙂🙃", "\n\r\t", "\"quoted\", {}", "\u{10FFFF}",
        String(repeating: "long ", count: 40), String(repeating: "\u{10FFFF}", count: 40),
        String(repeating: "é", count: 50), "NULL", "\u{FEFF}bom",
    ]
    static let integers: [Int64] = [0, 1, -1, .max, .min, 1 << 53, (1 << 53) + 1, 127, -128, 65_536]
    static let reals: [Double] = [
        0, -0.0, 1, -1.5, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1,
    ]

    init(rowCount: Int, seed: UInt64, nullsIn: Int = 4, distinct: Int = 17, isCoded: Bool = false) {
        var generator = SeededGenerator(seed: seed)
        columns = Self.allKinds
        self.isCoded = isCoded
        func text() -> String {
            let index = Int.random(in: 0..<distinct, using: &generator)
            return index < Self.texts.count
                ? Self.texts[index] : "value \(index) \(Self.texts[index % Self.texts.count])"
        }
        func isNull() -> Bool { nullsIn > 0 && generator.chance(1, in: nullsIn) }
        rows = (0..<rowCount).map { _ in
            Self.allKinds.map { column in
                if isNull() { return .null }
                switch column.kind {
                case .boolean: return .boolean(Bool.random(using: &generator))
                case .integer:
                    let index = Int.random(in: 0..<distinct, using: &generator)
                    return .integer(index < Self.integers.count ? Self.integers[index] : Int64(index) &* 1_000_003)
                case .real:
                    let index = Int.random(in: 0..<distinct, using: &generator)
                    return .real((index < Self.reals.count ? Self.reals[index] : Double(index) / 7).bitPattern)
                case .text: return .text(text())
                case .textList:
                    let count = [0, 0, 1, 2, 3, 9].randomElement(using: &generator) ?? 0
                    return .list((0..<count).map { _ in isNull() ? nil : text() })
                }
            }
        }
    }

    /// The rows in batches of `size`.
    func batches(of size: Int) -> [[WriterValues]] {
        stride(from: 0, to: rows.count, by: size).map { start in
            let part = rows[start..<min(start + size, rows.count)]
            return columns.indices.map { values(part, $0) }
        }
    }

    private func values(_ part: ArraySlice<[Cell]>, _ column: Int) -> WriterValues {
        let cells = part.map { $0[column] }
        switch columns[column].kind {
        case .boolean: return .booleans(cells.map { if case .boolean(let value) = $0 { value } else { nil } })
        case .integer: return .integers(cells.map { if case .integer(let value) = $0 { value } else { nil } })
        case .real: return .reals(cells.map { if case .real(let bits) = $0 { Double(bitPattern: bits) } else { nil } })
        case .text:
            let texts = cells.map { cell -> String? in if case .text(let text) = cell { text } else { nil } }
            guard isCoded else { return .texts(TextArray(texts)) }
            let (codes, dictionary) = Self.coded(texts)
            return .codes(codes, dictionary)
        case .textList:
            let lists = cells.map { cell -> [String?]? in if case .list(let list) = cell { list } else { nil } }
            let elements = lists.flatMap { $0 ?? [] }
            guard isCoded else {
                return .textLists(lengths: lists.map { $0?.count }, elements: TextArray(elements))
            }
            let (codes, dictionary) = Self.coded(elements)
            return .codeLists(lengths: lists.map { $0?.count }, codes: codes, dictionary)
        }
    }

    private static func coded(_ texts: [String?]) -> ([UInt32], ValueDictionary) {
        var codes: [[UInt8]: UInt32] = [:]
        var values: [String] = []
        let result = texts.map { text -> UInt32 in
            guard let text else { return 0 }
            if let code = codes[Array(text.utf8)] { return code }
            values.append(text)
            codes[Array(text.utf8)] = UInt32(values.count)
            return UInt32(values.count)
        }
        return (result, ValueDictionary(values))
    }

    /// Writes the table to a file.
    func write(to path: String, batchRows: Int = 100, _ change: (inout ParquetWriterOptions) -> Void = { _ in }) throws
    {
        var options = ParquetWriterOptions(createdBy: "test version 1")
        change(&options)
        var bytes: [UInt8] = []
        let writer = try ParquetWriter(columns: columns, options: options) { bytes += $0 }
        for batch in batches(of: batchRows) { try writer.write(batch) }
        try writer.finish(keyValueMetadata: [KeyValue(key: "key", value: "välue")])
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// The values as JSON: integers and the bits of doubles as texts, so that no reader rounds them.
    func json() throws -> Data {
        let columns = columns.enumerated().map { position, column -> [String: Any] in
            [
                "name": column.name, "kind": "\(column.kind)",
                "values": rows.map { row -> Any in
                    switch row[position] {
                    case .null: NSNull()
                    case .boolean(let value): value
                    case .integer(let value): String(value)
                    case .real(let bits): String(bits)
                    case .text(let text): text
                    case .list(let list): list.map { $0 as Any? ?? NSNull() }
                    }
                },
            ]
        }
        return try JSONSerialization.data(withJSONObject: columns)
    }
}
