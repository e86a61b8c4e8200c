import Foundation
import Statistics

/// One generated turn: a prompt, responses of different models, and what the user thinks of them.
struct PrismTurn {
    struct Response {
        let model: Int
        let text: String
        /// From 1 to 100.
        let score: Int
    }

    let prompt: String
    private(set) var responses: [Response] = []
    /// The position of the response with the greatest score.
    let chosen: Int

    /// - Parameter country: decides which words and lengths are liked.
    init(_ count: Int, isFirst: Bool, country: String, _ generator: inout Philox) {
        let topic = PrismShape.topics[generator.index(below: PrismShape.topics.count)]
        prompt = Self.prompt(topic, isFirst: isFirst, &generator)
        let models = generator.order(PrismShape.models.count).prefix(count)
        let taste = Taste(country)
        for position in 0..<count {
            // A turn of more responses than models repeats some.
            let model = models[position % models.count]
            let draft = Draft(topic, model: model, &generator)
            let noise = (0..<4).reduce(0.0) { sum, _ in sum + generator.nextUnit() } * 24 - 48
            let strength = 12 - 1.2 * Double(model)
            let liking = taste.warmth * Double(draft.warmth) + taste.length * (log(Double(draft.words)) - 4)
            let score = min(max((55 + strength + 7 * liking + noise).rounded(), 1), 100)
            responses.append(Response(model: model, text: draft.text, score: Int(score)))
        }
        let best = responses.map(\.score).max() ?? 0
        chosen = responses.firstIndex { $0.score == best } ?? 0
    }

    private static func prompt(_ topic: String, isFirst: Bool, _ generator: inout Philox) -> String {
        switch generator.index(below: 5) {
        case 0: isFirst ? "What do you think about \(topic)?" : "Tell me more about \(topic)."
        case 1: "Is \(topic) more important than it used to be, or \"just\" different?"
        case 2: "  how should i talk about \(topic) with my family "
        case 3: "¿Qué opinas sobre \(topic)? Café – naïve 🙂"
        default: "Explain \(topic)\nin three points."
        }
    }

    /// What a country likes, by a hash of its name.
    private struct Taste {
        let warmth: Double
        let length: Double

        init(_ country: String) {
            let hash = PairKey.mixed(PairKey.hash(country))
            warmth = Double(hash & 0xFFFF) / 32_768 - 1
            length = Double(hash >> 16 & 0xFFFF) / 65_536 + 0.2
        }
    }

    /// A text of one model.
    private struct Draft {
        let text: String
        let words: Int
        /// Warm words less plain ones, from −3 to 3.
        let warmth: Int

        init(_ topic: String, model: Int, _ generator: inout Philox) {
            // Better models write more.
            let length = 12 + generator.index(below: 130 - 4 * model)
            let special = generator.index(below: 4)
            let isWarm = generator.nextUnit() < 0.5
            let hasList = generator.nextUnit() < 0.2
            var words: [String] = []
            for number in 0..<length {
                let word = PrismShape.words[generator.index(below: PrismShape.words.count)]
                words.append(hasList && number % 15 == 14 ? word + ".\n\(number / 15 + 1). " : word)
            }
            for _ in 0..<special {
                let list = isWarm ? PrismShape.warmWords : PrismShape.plainWords
                words[generator.index(below: words.count)] = list[generator.index(below: list.count)]
            }
            if generator.nextUnit() < 0.03 { words.append("\n```\nprint(\"\(topic)\")\n```") }
            text = "About \(topic): " + words.joined(separator: " ") + "."
            self.words = length
            warmth = isWarm ? special : -special
        }
    }
}
