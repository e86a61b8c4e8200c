import Foundation
import Reports
import Tabular
import Tagging

/// What a run would ask, in words.
struct TagEstimateText {
    let estimate: TagEstimate
    let host: String
    let textTokens: Int
    let promptPrice: Double?
    let answerPrice: Double?

    var lines: [String] {
        var lines = [
            """
            \(count(estimate.items)) samples = \(count(estimate.requests)) to ask + \(count(estimate.alreadyDone)) done \
            before + \(count(estimate.repeated)) equal to another + \(count(estimate.empty)) without a text
            """,
            """
            \(count(estimate.requests)) requests to \(host), more where attempts fail; about \
            \(count(estimate.promptTokens)) tokens of questions and at most \(count(estimate.mostAnswerTokens)) of \
            answers, by an estimate that errs towards too many
            """,
        ]
        if estimate.truncated > 0 {
            lines.append(
                "\(count(estimate.truncated)) texts have more than \(count(textTokens)) tokens and lose their middle")
        }
        if let seconds = estimate.leastSeconds {
            lines.append("at least \(Magnitude.duration(seconds)) at these limits per minute")
        }
        if promptPrice != nil || answerPrice != nil {
            let million = 1e6
            let cost =
                Double(estimate.promptTokens) / million * (promptPrice ?? 0)
                + Double(estimate.mostAnswerTokens) / million * (answerPrice ?? 0)
            lines.append("at most \(String(format: "%.2f", cost)) by these prices per million tokens")
        }
        return lines
    }

    private func count(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
}
