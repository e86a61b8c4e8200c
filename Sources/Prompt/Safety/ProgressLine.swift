import Foundation
import Reports
import Tabular
import Warehouse

/// The progress of a statement, on the last line of the terminal of standard error.
struct ProgressLine: Sendable {
    /// The share of the work that is done, 0 to 1; nil if unknown.
    var share: @Sendable () -> Double?

    func show(elapsed: Double) { write("\r" + text(elapsed: elapsed, share: share()) + "\u{1B}[K") }

    func clear() { write("\r\u{1B}[K") }

    /// `running 3.2 s, 40 % done, 4.8 s left (Ctrl-C stops)`
    func text(elapsed: Double, share: Double?) -> String {
        var parts = ["running \(Magnitude.duration(elapsed))"]
        if let share, share > 0, share < 1 {
            parts.append("\(Int(share * 100)) % done")
            parts.append("\(Magnitude.duration(elapsed * (1 - share) / share)) left")
        }
        return parts.joined(separator: ", ") + "  (Ctrl-C stops)"
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
