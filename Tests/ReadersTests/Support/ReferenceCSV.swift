@testable import Readers

/// The rules of CSV applied byte by byte, slow and simple.
struct ReferenceCSV {
    struct Cell: Equatable {
        var text: [UInt8]
        var isQuoted: Bool
    }

    enum Outcome: Equatable {
        case record([Cell], end: Int)
        case textAfterClosingQuote(cell: Int, end: Int)
        case incomplete
        case unterminatedQuote(at: Int)
    }

    let separator: UInt8
    let quote: UInt8?

    /// The record that begins `text`.
    func first(of text: [UInt8], isFinal: Bool) -> Outcome {
        var cells: [Cell] = []
        var badCell: Int?
        var position = 0
        func ends(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }
        while true {
            var cell = Cell(text: [], isQuoted: false)
            if let quote, position < text.count, text[position] == quote {
                let opening = position
                cell.isQuoted = true
                position += 1
                while true {
                    guard position < text.count else {
                        return isFinal ? .unterminatedQuote(at: opening) : .incomplete
                    }
                    if text[position] != quote {
                        cell.text.append(text[position])
                        position += 1
                    } else if position + 1 == text.count, !isFinal {
                        return .incomplete
                    } else if position + 1 < text.count, text[position + 1] == quote {
                        cell.text.append(quote)
                        position += 2
                    } else {
                        break
                    }
                }
                position += 1
                if position < text.count, !ends(text[position]), badCell == nil { badCell = cells.count }
                while position < text.count, !ends(text[position]) { position += 1 }
            } else {
                while position < text.count, !ends(text[position]) {
                    cell.text.append(text[position])
                    position += 1
                }
            }
            cells.append(cell)
            if position < text.count, text[position] == separator {
                position += 1
                continue
            }
            if !isFinal, position == text.count || (text[position] == 0x0D && position + 1 == text.count) {
                return .incomplete
            }
            var end = position
            if end < text.count { end += text[end] == 0x0D && end + 1 < text.count && text[end + 1] == 0x0A ? 2 : 1 }
            return badCell.map { .textAfterClosingQuote(cell: $0, end: end) } ?? .record(cells, end: end)
        }
    }
}

extension CSVScanner {
    /// What the scanner makes of the record that begins `text`, as the reference would tell it.
    func outcome(of text: [UInt8], isFinal: Bool) -> ReferenceCSV.Outcome {
        text.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return .incomplete }
            switch scan(base, count: text.count, isFinal: isFinal) {
            case .record(_, let end):
                return .record(
                    (0..<cells.count).map {
                        ReferenceCSV.Cell(text: bytes(ofCell: $0, in: base), isQuoted: cells[$0].isQuoted)
                    }, end: end)
            case .textAfterClosingQuote(let cell, _, let end): return .textAfterClosingQuote(cell: cell, end: end)
            case .incomplete: return .incomplete
            case .unterminatedQuote(let position): return .unterminatedQuote(at: position)
            }
        }
    }
}
