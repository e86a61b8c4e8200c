import Export
import Reports
import Tabular

/// The progress of an export or an annotation, on one line of the terminal that is overwritten.
struct ExportProgressLine {
    private static let interval = 0.1

    private let columns: Int
    private var shownAt = -ExportProgressLine.interval
    private var isShown = false

    init(columns: Int) { self.columns = columns }

    /// The line's new text, where it is time for one.
    mutating func text(for progress: ExportProgress) -> String? {
        text(Self.line(progress), at: progress.elapsed)
    }

    /// The line's new text, where it is time for one.
    mutating func text(for progress: AnnotationProgress) -> String? {
        switch progress {
        case .indexing(let samples, let total, let elapsed):
            let progress = ExportProgress(rows: samples, rowsTotal: total, elapsed: elapsed)
            return text("reading the store: \(Self.line(progress))", at: elapsed)
        case .annotating(let path, let records, let elapsed):
            return text("\(path): \(Magnitude.grouped(Int64(records))) records", at: elapsed)
        }
    }

    private mutating func text(_ line: String, at elapsed: Duration) -> String? {
        guard elapsed.seconds - shownAt >= Self.interval else { return nil }
        shownAt = elapsed.seconds
        isShown = true
        return "\r\(String(line.prefix(columns - 1)))\u{1B}[K"
    }

    /// Takes the line away.
    mutating func clear() -> String {
        defer { isShown = false }
        return isShown ? "\r\u{1B}[K" : ""
    }

    /// `1,234,567 of 5,600,000 rows (22 %)  812,345 rows/s  5.4 s left`
    static func line(_ progress: ExportProgress) -> String {
        let seconds = progress.elapsed.seconds
        let rows = Int64(progress.rows)
        var parts = ["\(Magnitude.grouped(rows)) rows"]
        if let total = progress.rowsTotal, total > 0 {
            parts[0] =
                "\(Magnitude.grouped(rows)) of \(Magnitude.grouped(Int64(total))) rows (\(100 * progress.rows / total) %)"
        }
        if seconds > 0 { parts.append("\(Magnitude.grouped(Int64(Double(rows) / seconds))) rows/s") }
        if let total = progress.rowsTotal, rows > 0, seconds >= 1 {
            parts.append("\(Magnitude.duration(seconds * Double(total - progress.rows) / Double(rows))) left")
        }
        return parts.joined(separator: "  ")
    }
}
