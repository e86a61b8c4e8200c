import Preferences
import Reports
import Tabular

/// What a computation of the pairs did, in words.
struct PairAccount {
    let account: PairBuild.Account
    let store: String

    var lines: [String] {
        let counts = account.counts
        var lines: [String] = []
        let noun = account.parameters.source == .opinions ? "options" : "responses"
        let turn = account.parameters.source == .opinions ? "questions of a country" : "turns"
        lines.append(
            "\(number(counts.responses)) \(noun) of \(number(counts.turns)) \(turn)"
                + (account.users > 0 ? " by \(number(account.users)) users" : ""))
        for reason in MadePairs.Unusable.allCases {
            guard let count = account.unusable[reason], count > 0 else { continue }
            let rows = (account.examples[reason] ?? []).map(String.init).joined(separator: ", ")
            lines.append("  \(number(count)) \(reason.rawValue), in no pair (ids \(rows)\(count > 3 ? ", …" : ""))")
        }
        let total = counts.pairs + counts.ties + counts.belowLeastGap + counts.surplus
        let empty = account.parameters.includesEmpty ? 0 : counts.withEmpty
        var parts = ["\(number(counts.pairs)) stored", "\(number(counts.ties)) of equal scores"]
        if counts.belowLeastGap > 0 { parts.append("\(number(counts.belowLeastGap)) below the least gap") }
        if counts.surplus > 0 { parts.append("\(number(counts.surplus)) beside a greater gap") }
        if empty > 0 { parts.append("\(number(empty)) with an empty response") }
        lines.append("\(number(total + empty)) pairs: " + parts.joined(separator: ", "))
        if account.usersWithoutCulture > 0 {
            lines.append(
                "\(number(account.usersWithoutCulture)) users without a culture: pairs.culture is null")
        }
        lines += splitLines + weightLines
        if account.replaced > 0 { lines.append("\(number(Int(account.replaced))) former pairs were replaced") }
        lines.append("\(store): \(number(counts.pairs)) rows in table pairs")
        return lines
    }

    private var splitLines: [String] {
        guard account.users > 0 else { return [] }
        guard account.parameters.split != .none else { return ["no split: every pair trains"] }
        return ["\(number(account.users - account.testUsers)) users train, \(number(account.testUsers)) test"]
    }

    private var weightLines: [String] {
        guard let summary = account.summary else { return [] }
        var lines = ["reference \(account.parameters.reference.text):"]
        let agreement = summary.agreement.map { String(format: "%.2f", $0) } ?? "no"
        lines[0] += " agrees with \(agreement) % of \(number(Int(summary.weighed))) pairs"
        if account.pairsWithoutReward > 0 {
            lines.append("  \(number(account.pairsWithoutReward)) pairs without a reward on both sides are not weighed")
        }
        guard let weighting = account.parameters.weighting else { return lines }
        let ratio = summary.keptRatio.map { String(format: "%.4f", $0) } ?? "none"
        let mean = summary.meanWeight.map { String(format: "%.4f", $0) } ?? "none"
        let effective = summary.effectivePairs.map { String(format: "%.1f", $0) } ?? "none"
        lines.append(
            """
            tau \(weighting.tau), beta \(weighting.beta)\(account.parameters.isInverse ? ", inverse weights" : ""): \
            \(number(Int(summary.kept))) pairs kept (\(ratio)), mean weight W of those \(mean), effective pairs \
            \(effective)
            """)
        return lines
    }

    private func number(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
}
