import Foundation
import Preferences
import Reports
import SQLite
import Warehouse

/// Computes the tables `pairs` and `turns` of a store from its responses or opinions, by parameters.
///
/// Each command computes all of it again: so the tables always agree with the responses and with each other.
struct PairBuild {
    let store: Store
    let parameters: PairParameters

    /// What was computed, for the user.
    struct Account {
        var parameters: PairParameters
        var counts = PairCounts()
        var unusable: [MadePairs.Unusable: Int] = [:]
        var examples: [MadePairs.Unusable: [Int]] = [:]
        var users = 0
        var testUsers = 0
        var usersWithoutCulture = 0
        var pairsWithoutReward = 0
        var summary: WeightSummary?
        var replaced: Int64 = 0
    }

    /// - Throws: `PreferenceCommandError`, `PreferenceError`, `SQLError`, `StoreError`.
    func run(_ load: LoadWriter) throws -> Account {
        if parameters.source == .opinions {
            return try OpinionPairTable(store: store, parameters: parameters).run(load)
        }
        let rule = try parameters.rule()
        let responses = try StoredResponses(store, culture: parameters.culture)
        let pairs = try MadePairs(responses, rule)
        let isTest = try split(responses)
        let rewards = try PairRewards(store: store, responses: responses)
            .rewards(parameters.reference, pairs, isTest: isTest)
        var account = Account(parameters: parameters)
        account.counts = pairs.counts
        account.unusable = pairs.unusable
        account.examples = pairs.examples
        account.users = responses.users.names.count
        account.testUsers = isTest.count { $0 == true }
        account.usersWithoutCulture = responses.cultureOfUser.count { $0 < 0 }
        _ = try load.replaceRows(of: PreferenceTables.turns, origin: "preferences pairs") { writer in
            let rows = try ComputedRows(writer, PreferenceTables.turnColumns)
            for turn in pairs.turnCounts { try rows.append(self.row(turn, responses)) }
            try rows.flush()
        }
        var weights = WeightSummary(parameters.weighting ?? .published)
        var missing = 0
        account.replaced =
            try load.replaceRows(of: PreferenceTables.pairs, origin: "preferences pairs") { writer in
                let rows = try ComputedRows(writer, PreferenceTables.pairColumns)
                for pair in 0..<pairs.count {
                    let gap = try gap(pair, pairs, rewards)
                    weights.add(gap)
                    if rewards != nil, gap == nil { missing += 1 }
                    try rows.append(row(pair, pairs, responses, isTest, rewards, gap))
                }
                try rows.flush()
                for (reason, count) in skips(pairs.counts) { writer.skip(Int64(count), because: reason) }
            }.replaced
        account.pairsWithoutReward = missing
        if rewards != nil { account.summary = weights }
        return account
    }

    private func skips(_ counts: PairCounts) -> [(String, Int)] {
        [
            ("equal scores", counts.ties), ("a gap below the least one", counts.belowLeastGap),
            ("a pair of the turn has a greater gap", counts.surplus),
            ("an empty response", parameters.includesEmpty ? 0 : counts.withEmpty),
        ]
    }

    /// By user, whether it tests; nil without a split.
    private func split(_ responses: StoredResponses) throws -> [Bool?] {
        let users = responses.users.names
        switch parameters.split {
        case .none: return users.map { _ in nil }
        case .file(let path): return try UserSplit(users: users, test: TestUserFile.names(path)).isTest.map { $0 }
        case .users(let share, let seed, let withinCulture):
            guard withinCulture else {
                return try UserSplit(users: users.count, share: share, seed: seed).isTest.map { $0 }
            }
            var isTest = [Bool?](repeating: nil, count: users.count)
            for culture in -1..<responses.cultures.names.count {
                let members = users.indices.filter { responses.cultureOfUser[$0] == Int32(culture) }
                let split = try UserSplit(users: members.count, share: share, seed: seed)
                for (user, tests) in zip(members, split.isTest) { isTest[user] = tests }
            }
            return isTest
        }
    }

    private func gap(_ pair: Int, _ pairs: MadePairs, _ rewards: [Double?]?) throws -> Double? {
        guard let rewards else { return nil }
        let rows = (Int(pairs.chosen[pair]), Int(pairs.rejected[pair]))
        return try ReferenceGap.gap(
            chosen: rewards[rows.0], rejected: rewards[rows.1], rows: (rows.0 + 1, rows.1 + 1))
    }

    private func row(_ turn: MadePairs.TurnCount, _ responses: StoredResponses) -> [SQLValue] {
        let user = Int(responses.userOfResponse[turn.response])
        let counts = turn.counts
        return [
            .text(responses.nameOfTurn(turn.turn, user: user)), SQLValue(responses.users[user]),
            SQLValue(responses.cultures[Int(responses.cultureOfResponse[turn.response])]),
        ]
            + [
                counts.responses, counts.emptyResponses, counts.pairs, counts.ties, counts.belowLeastGap,
                counts.withEmpty,
                counts.surplus,
            ].map { .integer(Int64($0)) }
    }

    private func row(
        _ pair: Int, _ pairs: MadePairs, _ responses: StoredResponses, _ isTest: [Bool?], _ rewards: [Double?]?,
        _ gap: Double?
    ) -> [SQLValue] {
        let (chosen, rejected) = (Int(pairs.chosen[pair]), Int(pairs.rejected[pair]))
        let user = Int(responses.userOfResponse[chosen])
        let tests = user >= 0 ? isTest[user] : nil
        func position(_ response: Int) -> SQLValue { .integer(Int64(responses.positions[response])) }
        let texts: [SQLValue] = [
            .text(responses.nameOfTurn(Int(pairs.turns[pair]), user: user)), SQLValue(responses.users[user]),
            SQLValue(responses.cultures[Int(responses.cultureOfResponse[chosen])]),
            tests.map { .text($0 ? "test" : "train") } ?? .null,
            SQLValue(responses.models[Int(responses.modelOfResponse[chosen])]),
            SQLValue(responses.models[Int(responses.modelOfResponse[rejected])]),
        ]
        let numbers: [SQLValue] = [
            .integer(Int64(bitPattern: pairs.keys[pair])), .integer(Int64(chosen + 1)), .integer(Int64(rejected + 1)),
            position(chosen), position(rejected), .integer(pairs.hasEmpty[pair] ? 1 : 0),
            .integer(responses.lengths[chosen] > responses.lengths[rejected] ? 1 : 0), .real(pairs.gaps[pair]),
        ]
        return texts + numbers + weighed(gap, rewards?[chosen], rewards?[rejected])
    }

    /// The columns that follow from the reference.
    func weighed(_ gap: Double?, _ chosen: Double?, _ rejected: Double?) -> [SQLValue] {
        let signs: [SQLValue] = [
            gap.map { .integer($0 > 0 ? 1 : 0) } ?? .null, gap.map { .integer($0 < 0 ? 1 : 0) } ?? .null,
        ]
        let rewards = [chosen, rejected, gap].map { $0.map { SQLValue.real($0) } ?? .null }
        guard let weighting = parameters.weighting, let gap else { return signs + rewards + [.null, .null, .null] }
        let weight = parameters.isInverse ? PreferenceWeighting.inverseWeight(gap) : weighting.weight(gap)
        return signs + rewards + [
            .real(PreferenceWeighting.probability(gap)), .real(weight),
            .integer(weighting.keeps(gap) ? 1 : 0),
        ]
    }
}

/// A file with the names of test users, one per line.
enum TestUserFile {
    /// - Throws: `PreferenceCommandError.unreadable`, `.emptyUserFile`.
    static func names(_ path: String) throws -> [String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw PreferenceCommandError.unreadable(path)
        }
        let names = text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        guard !names.isEmpty else { throw PreferenceCommandError.emptyUserFile(path) }
        return names
    }
}
