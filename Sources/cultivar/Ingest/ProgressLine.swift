import Foundation
import Ingest
import Reports
import Tabular

/// The progress of a load, on one line of the terminal that is overwritten.
struct ProgressLine {
    /// Often enough to see it move, seldom enough to cost nothing.
    private static let interval = 0.1

    /// The sizes of all files of the call; nil if one is a stream.
    private let bytesTotal: Int64?
    private let columns: Int
    private var finishedBytes: Int64 = 0
    private var current: (file: Int, size: Int64) = (0, 0)
    private var shownAt = -ProgressLine.interval
    private var isShown = false

    init(bytesTotal: Int64?, columns: Int) {
        self.bytesTotal = bytesTotal
        self.columns = columns
    }

    /// The line's new text, where it is time for one.
    mutating func text(for progress: IngestProgress) -> String? {
        if progress.fileNumber != current.file {
            finishedBytes += current.size
            current = (progress.fileNumber, 0)
        }
        current.size = progress.bytesTotal ?? progress.bytesRead
        let seconds = progress.elapsed.seconds
        guard seconds - shownAt >= Self.interval else { return nil }
        shownAt = seconds
        isShown = true
        return
            "\r\(String(Self.line(progress, done: finishedBytes + progress.bytesRead, of: bytesTotal).prefix(columns - 1)))\u{1B}[K"
    }

    /// Takes the line away.
    mutating func clear() -> String {
        defer { isShown = false }
        return isShown ? "\r\u{1B}[K" : ""
    }

    /// `[2/7] 412 MB of 1.2 GB (34 %)  1,234,567 rows  812,345 rows/s  12 rejected  0:14 left  shards/part-2.jsonl`
    static func line(_ progress: IngestProgress, done: Int64, of total: Int64?) -> String {
        let seconds = progress.elapsed.seconds
        var parts = ["[\(progress.fileNumber)/\(progress.fileCount)] \(Magnitude.bytes(done))"]
        if let total, total > 0 {
            parts[0] += " of \(Magnitude.bytes(total)) (\(Int(100 * Double(done) / Double(total))) %)"
        }
        parts.append("\(Magnitude.grouped(progress.rows)) rows")
        if seconds > 0 { parts.append("\(Magnitude.grouped(Int64(Double(progress.rows) / seconds))) rows/s") }
        parts.append("\(Magnitude.grouped(progress.rejects)) rejected")
        if let total, total >= done, done > 0, seconds >= 1 {
            parts.append("\(Magnitude.duration(seconds * Double(total - done) / Double(done))) left")
        }
        return (parts + [progress.path]).joined(separator: "  ")
    }
}

extension ProgressLine {
    /// The width of the terminal on standard error.
    static var terminalColumns: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
    }
}
