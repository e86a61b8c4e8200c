extension SurveyTally {
    /// The valid answers of a block to a question.
    struct ValidAnswers {
        var count = 0
        var sum = 0
        var weight = 0.0
        var weightedSum = 0.0
        var mode: (code: Int32, count: Int)?
    }

    /// The label of a block for a question.
    ///
    /// - Parameter question: a position in `questions`.
    /// - Returns: nil if the block has no respondents, or the rule needs valid answers and there are none.
    public func label(_ block: Culture.Block, question: Int, rule: LabelRule) -> Int? {
        guard let tally = blocks[block], tally.respondents > 0 else { return nil }
        if rule == .paper { return paperLabel(tally, block: block, question: question) }
        let valid = validAnswers(block, question: question)
        switch rule {
        case .paper, .truncated: return valid.count > 0 ? valid.sum / valid.count : nil
        // Whole numbers, so that a mean of exactly a half is one: ⌊(2·sum + n) / 2n⌋.
        case .rounded: return valid.count > 0 ? Self.floor(2 * valid.sum + valid.count, 2 * valid.count) : nil
        case .mode: return valid.mode.map { Int($0.code) }
        case .weighted:
            return valid.weight > 0 ? Int((valid.weightedSum / valid.weight + 0.5).rounded(.down)) : nil
        }
    }

    private func paperLabel(_ tally: Block, block: Culture.Block, question: Int) -> Int {
        var sum = tally.questions[question].entries.reduce(0) { $0 + Int($1.code) * $1.count }
        if let leftOut = profile.paper.leftOut(in: block.country), leftOut <= block.first ?? .max,
            let code = leftOutCodes[block.country]?[question]
        {
            sum -= Int(code)
        }
        return abs(sum / tally.respondents)
    }

    func validAnswers(_ block: Culture.Block, question: Int) -> ValidAnswers {
        var valid = ValidAnswers()
        for entry in blocks[block]?.questions[question].entries ?? []
        where profile.status(of: entry.code, scale: questions[question].scale) == .valid {
            valid.count += entry.count
            valid.sum += Int(entry.code) * entry.count
            valid.weight += entry.weight
            valid.weightedSum += Double(entry.code) * entry.weight
            if entry.count > valid.mode?.count ?? 0 { valid.mode = (entry.code, entry.count) }
        }
        return valid
    }

    private static func floor(_ numerator: Int, _ denominator: Int) -> Int {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
