/// Answers of users who choose one option of each question, as in a survey.
///
/// Options of all questions are numbered one after another: they are the items that have a reward. An answer beats each
/// other option of its question.
public struct ChoiceAnswers: Sendable {
    /// By question: how many options it has.
    public let optionCounts: [Int]
    /// By user and question: the option, from 0; −1 without a valid answer.
    public private(set) var answers: [Int16] = []
    public let itemCount: Int
    private let firstItems: [Int]

    public init(optionCounts: [Int]) {
        self.optionCounts = optionCounts
        var first = 0
        firstItems = optionCounts.map { count in
            defer { first += count }
            return first
        }
        itemCount = first
    }

    public var userCount: Int { optionCounts.isEmpty ? 0 : answers.count / optionCounts.count }

    /// For each item the number of its question.
    public var blocks: [Int] {
        optionCounts.enumerated().flatMap { question, count in [Int](repeating: question, count: count) }
    }

    /// Adds a user.
    ///
    /// - Parameter options: one per question, from 0; nil, or a number outside the options, is no answer.
    public mutating func add(_ options: some Sequence<Int?>) {
        var question = 0
        for option in options where question < optionCounts.count {
            let isValid = option.map { (0..<optionCounts[question]).contains($0) } ?? false
            answers.append(isValid ? Int16(truncatingIfNeeded: option ?? -1) : -1)
            question += 1
        }
        while question < optionCounts.count {
            answers.append(-1)
            question += 1
        }
    }

    /// How often each item was chosen by the users that `includes` names.
    public func counts(_ includes: (_ user: Int) -> Bool) -> [Double] {
        var counts = [Double](repeating: 0, count: itemCount)
        for user in 0..<userCount where includes(user) { forEachAnswer(of: user) { counts[$0] += 1 } }
        return counts
    }

    /// The pairs of these users, counted without making them: an option chosen c times wins c times against each other
    /// option of its question.
    public func pairs(_ includes: (_ user: Int) -> Bool) -> CountedPairs {
        let counts = counts(includes)
        var entries: [CountedPairs.Entry] = []
        for (first, options) in zip(firstItems, optionCounts) {
            let items = first..<first + options
            for winner in items where counts[winner] > 0 {
                for loser in items where loser != winner {
                    entries.append(.init(winner: winner, loser: loser, count: counts[winner]))
                }
            }
        }
        return CountedPairs(entries)
    }

    /// The pairs of these users, user by user.
    public func testPairs(_ includes: (_ user: Int) -> Bool) -> UserPairs {
        var pairs = UserPairs()
        for user in 0..<userCount where includes(user) {
            pairs.beginUser()
            for (question, options) in optionCounts.enumerated() {
                let answer = Int(answers[user * optionCounts.count + question])
                guard answer >= 0 else { continue }
                let first = firstItems[question]
                for other in 0..<options where other != answer {
                    pairs.add(winner: first + answer, loser: first + other)
                }
            }
        }
        return pairs
    }

    private func forEachAnswer(of user: Int, _ body: (_ item: Int) -> Void) {
        for question in optionCounts.indices {
            let answer = Int(answers[user * optionCounts.count + question])
            if answer >= 0 { body(firstItems[question] + answer) }
        }
    }
}
