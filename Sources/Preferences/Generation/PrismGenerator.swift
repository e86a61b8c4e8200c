import Foundation
import Statistics

/// Data of the shape of PRISM: its column names, sizes and marginals, and its dirt, from a seed.
///
/// The data set itself needs a download and a consent. Generated ratings depend on the model, on the length of the
/// response, and on words that some countries like and others do not, so that a model of a country has something to
/// learn. Texts are words in random order. The same seed and size give the same bytes.
public struct PrismGenerator: Sendable {
    /// What real files have that a reader must survive.
    public struct Dirt: Sendable, Equatable {
        /// Responses that are the text "EMPTY STRING".
        public var emptyShare = 0.004
        /// Users that have ratings and no row in the survey.
        public var usersWithoutSurvey = 0
        /// Scores outside 1 to 100, or missing.
        public var badScores = 0

        public init() {}
    }

    public static let allowedUtterances = 1...20_000_000

    public let seed: UInt64
    public let utterances: Int
    public let dirt: Dirt
    let plan: PrismPlan

    /// - Parameter utterances: rows of the first file; everything else is in proportion.
    /// - Throws: `PreferenceError.numberOutOfRange`.
    public init(
        seed: UInt64 = 1, utterances: Int = PrismGenerator.fullSize, dirt: Dirt = Dirt()
    ) throws(PreferenceError) {
        guard Self.allowedUtterances.contains(utterances) else {
            throw .numberOutOfRange("utterances", utterances, allowed: Self.allowedUtterances)
        }
        (self.seed, self.utterances, self.dirt) = (seed, utterances, dirt)
        plan = PrismPlan(utterances: utterances, seed: seed)
    }

    /// The rows of the published utterances.
    public static let fullSize = PrismShape.utterances

    public var users: Int { plan.residence.count }
    public var turns: Int { plan.turnCount }
    public var conversations: Int { plan.conversations.count }

    /// Writes the survey, one JSON object per line and user.
    ///
    /// - Parameter body: takes each line with its end.
    public func writeSurvey(_ body: ([UInt8]) throws -> Void) rethrows {
        for user in 0..<users where user >= dirt.usersWithoutSurvey { try body(surveyRow(user)) }
    }

    /// Writes the utterances, one JSON object per line, turn by turn.
    public func writeUtterances(_ body: ([UInt8]) throws -> Void) rethrows {
        var row = 0
        var turnNumber = 0
        for (number, conversation) in plan.conversations.enumerated() {
            var generator = Philox(seed: seed, stream: 1 << 40 | UInt64(number))
            let type = PrismShape.conversationTypes[generator.pick([2, 1, 1])]
            for (turn, responseCount) in conversation.responses.enumerated() {
                let responses = PrismTurn(
                    responseCount, isFirst: turn == 0, country: plan.residence[conversation.user], &generator)
                for (position, response) in responses.responses.enumerated() {
                    var json = JSONBytes()
                    json.object { json in
                        json.member("utterance_id", "ut\(row)")
                        json.member("interaction_id", "int\(turnNumber)")
                        json.member("conversation_id", "c\(number)")
                        json.member("user_id", "user\(conversation.user)")
                        json.member("turn", turn)
                        json.member("within_turn_id", position)
                        json.member("conversation_type", type)
                        json.member("user_prompt", responses.prompt)
                        let isEmpty = generator.nextUnit() < dirt.emptyShare
                        json.member("model_response", isEmpty ? TurnPairs.emptyMark : response.text)
                        json.member("model_name", PrismShape.models[response.model].name)
                        json.member("model_provider", PrismShape.models[response.model].provider)
                        json.member("score", score(response.score, row: row))
                        json.member("if_chosen", position == responses.chosen)
                    }
                    json.endLine()
                    try body(json.bytes)
                    row += 1
                }
                turnNumber += 1
            }
        }
    }

    /// Bad scores are spread evenly over the rows: in turn 0, 101 and none.
    private func score(_ score: Int, row: Int) -> Double? {
        guard dirt.badScores > 0, row % max(1, utterances / dirt.badScores) == 0 else { return Double(score) }
        let number = row / max(1, utterances / dirt.badScores)
        guard number < dirt.badScores else { return Double(score) }
        return [0, 101, nil][number % 3]
    }

    private func surveyRow(_ user: Int) -> [UInt8] {
        var generator = Philox(seed: seed, stream: 1 << 41 | UInt64(user))
        let country = plan.residence[user]
        func choice(_ values: [String], _ generator: inout Philox) -> String {
            // The first values are the most frequent ones.
            values[generator.pick(values.indices.map { 1 / Double($0 + 1) })]
        }
        let religion = choice(PrismShape.religions, &generator)
        let ethnicity = choice(PrismShape.ethnicities, &generator)
        let isNative = generator.nextUnit() < 0.85
        var json = JSONBytes()
        json.object { json in
            json.member("user_id", "user\(user)")
            json.member("survey_only", plan.hasConversations(user) == false)
            json.member("num_completed_conversations", plan.conversationCount(of: user))
            json.member("age", choice(PrismShape.ages, &generator))
            json.member("gender", choice(PrismShape.genders, &generator))
            json.member("employment_status", choice(PrismShape.employment, &generator))
            json.member("education", choice(PrismShape.education, &generator))
            json.member("marital_status", choice(PrismShape.maritalStatus, &generator))
            json.member("english_proficiency", choice(PrismShape.english, &generator))
            json.key("religion")
            json.object { json in
                json.member("self_described", religion.lowercased())
                json.member("categorised", religion)
                json.member("simplified", religion)
            }
            json.key("ethnicity")
            json.object { json in
                json.member("self_described", ethnicity.lowercased())
                json.member("categorised", ethnicity)
                json.member("simplified", ethnicity)
            }
            json.key("location")
            json.object { json in
                json.member("birth_country", isNative ? country : PrismShape.otherCountries[user % 20])
                json.member("reside_country", country)
                json.member("same_birth_reside_country", isNative ? "Yes" : "No")
            }
        }
        json.endLine()
        return json.bytes
    }
}
