import Augmentation
import Endpoint
import Surveys

/// Candidates as JSON lines.
enum CandidateText {
    /// All that is known of a candidate.
    static func line(_ candidate: Candidate, threshold: Double) -> String {
        func number(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }
        func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
        let members = [
            JSON.Member("q_id", .string(candidate.seed)), JSON.Member("kind", .string(candidate.kind.rawValue)),
            JSON.Member("template", .integer(candidate.template)), JSON.Member("q_content", .string(candidate.text)),
            JSON.Member("template_content", .string(candidate.templateText)),
            JSON.Member("method", .string(candidate.method)), JSON.Member("model", .string(candidate.model)),
            JSON.Member("replacements", .string(replacements(candidate))),
            JSON.Member("similarity", .string(candidate.similarity)),
            JSON.Member("cosine_to_seed", number(candidate.cosineToSeed)),
            JSON.Member("cosine_to_template", number(candidate.cosineToTemplate)),
            JSON.Member("nearest", text(candidate.nearestSeed)),
            JSON.Member("cosine_to_nearest", number(candidate.cosineToNearest)),
            JSON.Member("threshold", .number(threshold)), JSON.Member("verdict", .string(verdict(candidate))),
            JSON.Member("prompt_sha256", text(candidate.promptHash)), JSON.Member("round", .integer(candidate.round)),
        ]
        return JSON.object(members).text + "\n"
    }

    static func verdict(_ candidate: Candidate) -> String { candidate.verdict.reason?.rawValue ?? "accepted" }

    /// Such as `goals > ends; strong > firm`.
    static func replacements(_ candidate: Candidate) -> String {
        candidate.replacements.map { "\($0.word) > \($0.replacement)" }.joined(separator: "; ")
    }

    /// A question as the files of CultureLLM have it, with the options of its seed.
    static func question(_ candidate: Candidate, seed: SurveyQuestion) -> String {
        let members = [
            JSON.Member("topic", .string(seed.topic)), JSON.Member("q_id", .string(seed.id)),
            JSON.Member("ori_content", .string(seed.text)), JSON.Member("q_content", .string(candidate.text)),
            JSON.Member("option", .string(seed.options?.text ?? "")),
        ]
        return JSON.object(members).text + "\n"
    }
}
