import Statistics

/// Who lives where, has how many conversations, and how many responses each of their turns has.
struct PrismPlan: Sendable {
    struct Conversation: Sendable {
        let user: Int
        /// By turn.
        var responses: [Int]
    }

    /// By user.
    let residence: [String]
    private(set) var conversations: [Conversation]
    private let conversationsOfUser: [Int]
    let turnCount: Int

    init(utterances: Int, seed: UInt64) {
        var generator = Philox(seed: seed, stream: 0)
        func scaled(_ number: Int) -> Int {
            max(1, Int((Double(number) * Double(utterances) / Double(PrismShape.utterances)).rounded()))
        }
        let users = scaled(PrismShape.users)
        residence = Self.residence(users, &generator)
        let active = min(users, scaled(PrismShape.usersWithConversations))
        let count = min(scaled(PrismShape.conversations), utterances)
        // Users without conversations are spread over the list.
        let silent = Set(generator.order(users).prefix(users - active))
        let talking = (0..<users).filter { !silent.contains($0) }
        var owners = (0..<count).map { talking[$0 % talking.count] }
        owners.sort()
        var turns = [Int](repeating: 1, count: count)
        let target = min(max(scaled(PrismShape.turns), count), utterances)
        for _ in 0..<(target - count) { turns[generator.index(below: count)] += 1 }
        turnCount = target
        conversations = zip(owners, turns).map { user, turns in
            Conversation(user: user, responses: [4] + [Int](repeating: 2, count: turns - 1))
        }
        var ofUser = [Int](repeating: 0, count: users)
        for owner in owners { ofUser[owner] += 1 }
        conversationsOfUser = ofUser
        balance(to: utterances, &generator)
    }

    func hasConversations(_ user: Int) -> Bool { conversationsOfUser[user] > 0 }
    func conversationCount(of user: Int) -> Int { conversationsOfUser[user] }

    /// Takes responses from turns by chance, or adds some, until there are exactly so many.
    private mutating func balance(to utterances: Int, _ generator: inout Philox) {
        var total = conversations.reduce(0) { $0 + $1.responses.reduce(0, +) }
        while total != utterances {
            let number = generator.index(below: conversations.count)
            let turn = generator.index(below: conversations[number].responses.count)
            if total > utterances, conversations[number].responses[turn] > 1 {
                conversations[number].responses[turn] -= 1
                total -= 1
            } else if total < utterances {
                conversations[number].responses[turn] += 1
                total += 1
            }
        }
    }

    private static func residence(_ users: Int, _ generator: inout Philox) -> [String] {
        var countries: [String] = []
        for (country, residents) in PrismShape.residents {
            let count = Int((Double(residents) * Double(users) / Double(PrismShape.users)).rounded())
            countries += [String](repeating: country, count: min(count, users - countries.count))
        }
        while countries.count < users {
            countries.append(PrismShape.otherCountries[countries.count % PrismShape.otherCountries.count])
        }
        return generator.order(users).map { countries[$0] }
    }
}

extension Philox {
    /// A number from 0 to below 1.
    mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func index(below bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
    }

    /// The numbers from 0 up to `count` − 1 in random order.
    mutating func order(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, index(below: last + 1)) }
        return order
    }

    /// An index by chance, in proportion to the weights.
    mutating func pick(_ weights: [Double]) -> Int {
        var left = nextUnit() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return max(weights.count - 1, 0)
    }
}
