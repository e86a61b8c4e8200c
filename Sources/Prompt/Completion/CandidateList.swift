import Reports
import SQLite
import Tabular
import Warehouse

/// Candidates as they are shown: in columns, read downwards, cut to some rows, with the rest counted.
struct CandidateList {
    let lines: [String]

    init(_ candidates: [Completion.Candidate], columns: Int, rows: Int) {
        let texts = candidates.map { candidate in
            let label = candidate.label.visibleOnTerminal
            return candidate.detail.isEmpty ? label : "\(label)  \(candidate.detail)"
        }
        let widest = min(columns, texts.map(\.displayWidth).max() ?? 0)
        let perRow = max(1, (columns + 3) / (widest + 3))
        let shown = min(texts.count, perRow * rows)
        let height = (shown + perRow - 1) / perRow
        var lines = (0..<height).map { row in
            stride(from: row, to: shown, by: max(1, height)).map { index in
                let text = texts[index].cut(toWidth: columns)
                let isLast = index + height >= shown
                return isLast ? text : text + String(repeating: " ", count: max(0, widest - text.displayWidth))
            }.joined(separator: "   ")
        }
        if shown < texts.count { lines.append("… and \(Magnitude.grouped(Int64(texts.count - shown))) more") }
        self.lines = lines
    }
}
