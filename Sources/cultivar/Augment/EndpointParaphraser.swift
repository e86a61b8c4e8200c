import Augmentation

/// A model behind an endpoint, which is asked for sentences and synonyms.
final class EndpointParaphraser: Paraphraser {
    private let run: PromptRun

    var model: String { run.model }

    init(_ run: PromptRun) { self.run = run }

    func replies(to prompts: [String], round: Int) throws -> [String?] { try run.replies(to: prompts, round: round) }
}
