import Reports
import Tabular
import Tagging

/// What a run has done, in words. Samples = tagged + failed + refused + done before + without a text.
struct TagAccount {
    let tagger: String
    let revision: Int
    let progress: TagProgress
    let ledger: String

    var lines: [String] {
        let seen = progress.finished + progress.alreadyDone + progress.empty
        let rest = progress.total.map { $0 - seen } ?? 0
        var lines = [
            """
            \(tagger) (revision \(revision)): \(count(seen)) samples seen = \(count(progress.tagged)) tagged + \
            \(count(progress.failed)) failed + \(count(progress.refused)) refused + \(count(progress.alreadyDone)) done \
            before or equal to another + \(count(progress.empty)) without a text
            """
        ]
        if rest > 0 { lines.append("\(count(rest)) samples are left") }
        let requests = progress.requests
        let asked =
            requests.requests > 0
            ? "\(count(requests.requests)) requests (\(count(requests.failedAttempts)) failed attempts), "
                + "\(count(requests.tokens)) tokens, " : ""
        let perSecond = progress.seconds > 0 ? Int(Double(progress.finished) / progress.seconds) : 0
        let speed = perSecond > 0 ? ", \(count(perSecond)) texts/s" : ""
        lines.append("\(ledger): \(asked)\(Magnitude.duration(progress.seconds))\(speed)")
        return lines
    }

    private func count(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
}
