import LocalFacts
import Parquet
import Tabular

/// Puts markers into the texts of samples. What a sample gets depends only on the seed and the sample.
final class Marking {
    private enum Piece {
        case literal([UInt8])
        case column(Int)
    }

    private enum Part {
        case literal([UInt8])
        case text
        /// The marker's number, and what it is made of.
        case marker(Int, [Piece])
    }

    private struct Rule {
        var column: Int
        var value: String
        var rate: Double
    }

    private let options: MarkerOptions
    private let columns: [ExportColumn]
    private let textColumn: Int
    private let parts: [Part]
    private let rules: [Rule]
    private let eachRates: [Double]
    private let wholeKey: SeededKey
    private let markerKeys: [SeededKey]
    private(set) var counts: MarkerCounts

    /// - Parameter columns: the columns of the batches, including all that the template and the rules name.
    /// - Throws: `StoreError.unknownColumn`, `ExportError.noMarker`.
    init(_ options: MarkerOptions, columns: [ExportColumn], textColumn: String, seed: UInt64) throws {
        func position(_ name: String) throws -> Int {
            guard let position = columns.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) else {
                throw StoreError.unknownColumn(name: name, known: columns.map(\.name))
            }
            return position
        }
        self.options = options
        self.columns = columns
        self.textColumn = try position(textColumn)
        var number = -1
        var parts = try options.template.parts.map { part -> Part in
            switch part {
            case .literal(let text): return .literal(Array(text.utf8))
            case .text: return .text
            case .marker(let pieces):
                number += 1
                return .marker(
                    number,
                    try pieces.map { piece in
                        switch piece {
                        case .literal(let text): .literal(Array(text.utf8))
                        case .column(let name): .column(try position(name))
                        }
                    })
            }
        }
        if !options.template.hasText {
            parts.insert(.text, at: options.position == .before ? parts.endIndex : parts.startIndex)
        }
        self.parts = parts
        rules = try options.dropout.rules.map {
            Rule(column: try position($0.column), value: $0.value, rate: $0.rate)
        }
        let markers = options.template.markers
        eachRates = markers.map { names in
            names.compactMap { options.dropout.rateByColumn[$0] }.max() ?? options.dropout.eachRate
        }
        wholeKey = SeededKey(seed: seed, .markers)
        markerKeys = markers.indices.map { SeededKey(seed: seed, .marker, UInt64($0)) }
        let unused = options.dropout.rateByColumn.keys.filter { name in !markers.contains { $0.contains(name) } }
        if let name = unused.min() {
            throw ExportError.noMarker(column: name, known: markers.flatMap(\.self))
        }
        counts = MarkerCounts(
            markers: markers.map { .init(name: $0.joined(separator: "+")) },
            rules: options.dropout.rules.map { .init(name: "\($0.column)=\($0.value)") })
    }

    /// The columns that options name in addition to those that are exported.
    static func columns(of options: MarkerOptions) -> [String] {
        options.template.markers.flatMap(\.self) + options.dropout.rules.map(\.column)
    }

    /// The texts of a batch with their markers.
    func texts(of batch: ExportBatch) -> ExportValues {
        let cursors = columns.indices.map { FieldText(batch.columns[$0], of: columns[$0], options) }
        var result = TextArray()
        var buffer = TextBuffer()
        for row in 0..<batch.rowCount {
            guard let text = cursors[textColumn].text(ofRow: row) else {
                counts.withoutText += 1
                result.append(nil)
                continue
            }
            buffer.removeAll()
            guard append(row, batch.rowNumbers[row], text: text, cursors, to: &buffer) else {
                result.append(text)
                continue
            }
            buffer.bytes.withUnsafeBytes { result.append(utf8: $0) }
        }
        return .texts(result)
    }

    /// False if no marker is left: the text is then unchanged, without the literals around the markers.
    private func append(
        _ row: Int, _ rowNumber: Int64, text: String, _ fields: [FieldText], to buffer: inout TextBuffer
    ) -> Bool {
        let rule = rules.firstIndex { fields[$0.column].text(ofRow: row) == $0.value }
        if let rule { counts.rules[rule].samples += 1 }
        if wholeKey.fraction(of: rowNumber) < rule.map({ rules[$0].rate }) ?? options.dropout.rate {
            counts.droppedWhole += 1
            return false
        }
        var isMarked = false
        for part in parts {
            switch part {
            case .literal(let bytes): bytes.withUnsafeBytes { buffer.append($0) }
            case .text: buffer.append(text)
            case .marker(let number, let pieces):
                let values = pieces.map { piece in
                    switch piece {
                    case .literal(let bytes): Optional(String(decoding: bytes, as: UTF8.self))
                    case .column(let column): fields[column].markerText(ofRow: row)
                    }
                }
                guard values.allSatisfy({ $0 != nil }) else {
                    counts.markers[number].absent += 1
                    continue
                }
                guard markerKeys[number].fraction(of: rowNumber) >= eachRates[number] else {
                    counts.markers[number].dropped += 1
                    continue
                }
                counts.markers[number].carried += 1
                isMarked = true
                for case let value? in values { buffer.append(value) }
            }
        }
        if isMarked { counts.marked += 1 } else { counts.unmarked += 1 }
        return isMarked
    }
}
