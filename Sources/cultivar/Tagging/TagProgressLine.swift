import Reports
import Tabular
import Tagging

/// The progress of a run on one line of the terminal.
enum TagProgressLine {
    /// `412 of 1,000 texts (41 %)  35 texts/s  3 failed  8 in flight  12,345 tokens  0:17 left`
    static func line(_ progress: TagProgress) -> String {
        func count(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
        let done = progress.finished + progress.alreadyDone + progress.empty
        var parts = [count(done)]
        if let total = progress.total, total > 0 {
            parts[0] += " of \(count(total)) texts (\(100 * done / total) %)"
        } else {
            parts[0] += " texts"
        }
        if let rate = progress.rate { parts.append("\(rate < 10 ? rounded(rate) : count(Int(rate))) texts/s") }
        parts.append("\(count(progress.failed + progress.refused)) failed")
        if progress.requests.requests > 0 {
            parts.append("\(count(progress.requests.inFlight)) in flight")
            parts.append("\(count(progress.requests.tokens)) tokens")
        }
        if let left = progress.secondsLeft { parts.append("\(Magnitude.duration(left)) left") }
        return parts.joined(separator: "  ")
    }

    private static func rounded(_ rate: Double) -> String { "\((rate * 10).rounded() / 10)" }
}
