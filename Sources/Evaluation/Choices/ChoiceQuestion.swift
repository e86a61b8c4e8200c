import Statistics

/// A multiple-choice question with one right option.
public struct ChoiceQuestion: Sendable, Hashable {
    public let id: String
    public let text: String
    public let options: [String]
    /// The place of the right option.
    public let answer: Int

    /// As many options as there are letters.
    public static let mostOptions = 26

    /// - Throws: `EvaluationError.invalidChoice` unless there are 2 to 26 distinct options and `answer` is one of them.
    public init(id: String, text: String, options: [String], answer: Int) throws(EvaluationError) {
        guard (2...Self.mostOptions).contains(options.count) else {
            throw .invalidChoice(question: id, reason: "it has \(options.count) options, and 2 to 26 can be lettered")
        }
        guard Set(options).count == options.count else {
            throw .invalidChoice(question: id, reason: "two options are the same")
        }
        guard options.indices.contains(answer) else {
            throw .invalidChoice(question: id, reason: "its answer is none of its options")
        }
        (self.id, self.text, self.options, self.answer) = (id, text, options, answer)
    }
}

/// One order in which the options of a question are shown.
public struct ChoiceOrder: Sendable, Hashable {
    /// For each letter, the place of its option in the question.
    public let places: [Int]

    /// The letter of a place in the order: A, B, C, …
    public static func letter(_ position: Int) -> String {
        String(UnicodeScalar(UInt8(ascii: "A") + UInt8(clamping: min(max(position, 0), 25))))
    }

    /// Orders of the options of a question: the first is as given, the others differ from each other as far as there
    /// are so many.
    ///
    /// Order i of a question depends on the seed, the question's id and i alone, so more shuffles can be added later.
    ///
    /// - Parameter method: `.cyclic` turns the options round, so that over as many orders as options each option has
    ///   each letter once; `.random` draws permutations.
    public static func orders(
        of question: ChoiceQuestion, count: Int, method: Method = .cyclic, seed: UInt64
    ) -> [ChoiceOrder] {
        let width = question.options.count
        let identity = Array(0..<width)
        guard count > 0 else { return [] }
        switch method {
        case .cyclic:
            return (0..<count).map { turn in ChoiceOrder(places: identity.map { ($0 + turn) % width }) }
        case .random:
            var orders = [ChoiceOrder(places: identity)]
            var generator = Philox(seed: seed, stream: stableHash(question.id))
            let possible = (1...width).reduce(1) { $0 > 1_000_000 ? $0 : $0 * $1 }
            while orders.count < count {
                var places = identity
                for last in stride(from: width - 1, to: 0, by: -1) {
                    let other = Int(generator.next().multipliedFullWidth(by: UInt64(last + 1)).high)
                    places.swapAt(last, other)
                }
                let order = ChoiceOrder(places: places)
                if orders.count >= possible || !orders.contains(order) { orders.append(order) }
            }
            return orders
        }
    }

    /// How orders are made.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        case cyclic, random
    }
}

/// FNV-1a over the bytes of a text: the same number in every run and on every machine.
func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
