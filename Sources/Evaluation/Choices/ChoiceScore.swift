import Statistics

/// What a model chose for a question in one order; nil if the reply names no option.
public struct ChosenOption: Sendable, Hashable {
    public let question: ChoiceQuestion
    public let order: ChoiceOrder
    /// The place of the option in the question.
    public let choice: Int?

    public init(question: ChoiceQuestion, order: ChoiceOrder, choice: Int?) {
        (self.question, self.order, self.choice) = (question, order, choice)
    }

    var isRight: Bool { choice == question.answer }
}

/// How well a model answers multiple-choice questions, and how much it goes by the letters.
public struct ChoiceScore: Sendable, Equatable {
    public let questions: Int
    public let replies: Int
    /// Replies that name no option; they count as wrong.
    public let unmapped: Int
    /// The mean over questions of the share of right replies.
    public let accuracy: Double
    /// Questions resampled, all orders of one together; nil for fewer than two questions or without a bootstrap.
    public let interval: BootstrapInterval?
    /// The share of right replies of who picks blindly.
    public let chance: Double
    /// The share of questions that are answered rightly in every order.
    public let alwaysRight: Double
    /// The share of questions, of those asked in several orders, with the same option chosen in each; nil if none is.
    public let consistency: Double?
    /// How often each letter is chosen.
    public let letters: [Int]
    /// How often each letter is right.
    public let rightLetters: [Int]
    /// Total variation between the letters chosen and the letters that are right: 0 if the model does not favour a
    /// letter; nil without a mapped reply.
    public let letterBias: Double?

    /// Nil without replies.
    public init?(_ chosen: [ChosenOption], bootstrap: Bootstrap? = nil) {
        guard !chosen.isEmpty else { return nil }
        var order: [String] = []
        var byQuestion: [String: [ChosenOption]] = [:]
        for reply in chosen {
            if byQuestion[reply.question.id] == nil { order.append(reply.question.id) }
            byQuestion[reply.question.id, default: []].append(reply)
        }
        let groups = order.compactMap { byQuestion[$0] }
        let shares = groups.map { group in Double(group.count(where: \.isRight)) / Double(group.count) }
        questions = groups.count
        replies = chosen.count
        unmapped = chosen.count { $0.choice == nil }
        accuracy = CompensatedSum(shares).value / Double(shares.count)
        let chances = groups.map { group in group.first.map { 1 / Double($0.question.options.count) } ?? 0 }
        chance = CompensatedSum(chances).value / Double(chances.count)
        alwaysRight = Double(groups.count { $0.allSatisfy(\.isRight) }) / Double(groups.count)
        let several = groups.filter { $0.count > 1 }
        consistency =
            several.isEmpty
            ? nil
            : Double(
                several.count { group in group.allSatisfy { $0.choice != nil && $0.choice == group.first?.choice } })
                / Double(several.count)
        let width = chosen.map(\.question.options.count).max() ?? 0
        var letters = [Int](repeating: 0, count: width)
        var rightLetters = letters
        for reply in chosen {
            if let position = reply.order.places.firstIndex(where: { $0 == reply.choice }) { letters[position] += 1 }
            if let position = reply.order.places.firstIndex(of: reply.question.answer) { rightLetters[position] += 1 }
        }
        self.letters = letters
        self.rightLetters = rightLetters
        letterBias = totalVariation(letters.map(Double.init), rightLetters.map(Double.init))
        interval = bootstrap?.meanInterval(shares)
    }
}
