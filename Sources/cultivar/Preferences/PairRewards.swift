import Foundation
import Preferences
import Reports
import SQLite
import Tabular
import Warehouse

/// The rewards r0 of the responses of a store, by the way that was asked for.
struct PairRewards {
    let store: Store
    let responses: StoredResponses

    /// - Parameters:
    ///   - pairs: what model strengths are fitted to, those of training users only.
    ///   - isTest: by user.
    /// - Returns: by response; nil where there is none.
    /// - Throws: `PreferenceCommandError`, `PreferenceError`, `SQLError`, and errors of files and servers.
    func rewards(_ reference: PairParameters.Reference, _ pairs: MadePairs, isTest: [Bool?]) throws -> [Double?]? {
        switch reference {
        case .none: return nil
        case .column(let name): return try column(name)
        case .modelStrength: return try modelStrengths(pairs, isTest)
        // All but the first become a column before the pairs are made.
        case .leaveOutShares, .head, .endpoint, .file:
            throw PreferenceCommandError.referenceOfOtherSource(reference.text, source: "responses")
        }
    }

    /// The numbers of a column of responses.
    ///
    /// - Throws: `PreferenceCommandError.noColumn`, `.notANumber`, `SQLError`.
    func column(_ name: String) throws -> [Double?] {
        let columns = store.visibleColumns(of: "responses") ?? []
        guard let known = columns.first(where: { $0.lowercased() == name.lowercased() }) else {
            throw PreferenceCommandError.noColumn(name, table: "responses", known: columns)
        }
        let statement = try store.connection.prepare("select \(SQLName.quoted(known)) from responses order by id")
        var rewards: [Double?] = []
        rewards.reserveCapacity(responses.count)
        while try statement.step() {
            let value = statement.value(at: 0)
            guard value == .null || value.number != nil else {
                throw PreferenceCommandError.notANumber(
                    column: known, row: rewards.count + 1, value: value.plainText ?? "")
            }
            rewards.append(value.number)
        }
        return rewards
    }

    private func modelStrengths(_ pairs: MadePairs, _ isTest: [Bool?]) throws -> [Double?] {
        var (winners, losers): ([Int], [Int]) = ([], [])
        for pair in 0..<pairs.count {
            let (chosen, rejected) = (Int(pairs.chosen[pair]), Int(pairs.rejected[pair]))
            let user = Int(responses.userOfResponse[chosen])
            if user >= 0, isTest[user] == true { continue }
            let models = (Int(responses.modelOfResponse[chosen]), Int(responses.modelOfResponse[rejected]))
            guard models.0 >= 0, models.1 >= 0, models.0 != models.1 else { continue }
            winners.append(models.0)
            losers.append(models.1)
        }
        guard !winners.isEmpty else {
            throw PreferenceCommandError.noColumn(
                "model", table: "responses", known: store.visibleColumns(of: "responses") ?? [])
        }
        // Models without a training pair have no strength; the others get numbers of their own.
        let present = Array(Set(winners).union(losers)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, $0) })
        let strength = try ModelStrength(
            chosen: winners.compactMap { numbers[$0] }, rejected: losers.compactMap { numbers[$0] },
            modelCount: present.count)
        return responses.modelOfResponse.map { model in
            numbers[Int(model)].map { strength.reward(model: $0) }
        }
    }

    /// The rewards of a file of heads: by the group of a name, or by the culture of each response.
    func head(_ file: HeadFile, group: String?) throws -> [Double?] {
        if let group {
            guard let head = file.heads.first(where: { $0.group == group }) else {
                throw PreferenceCommandError.noGroup(group, known: file.heads.map(\.group))
            }
            return try rewards(head)
        }
        if file.heads.count == 1, let head = file.heads.first { return try rewards(head) }
        var found = [Double?](repeating: nil, count: responses.count)
        for (culture, name) in responses.cultures.names.enumerated() {
            guard let head = file.head(group: name) else { continue }
            let rewards = try rewards(head)
            for response in found.indices where responses.cultureOfResponse[response] == Int32(culture) {
                found[response] = rewards[response]
            }
        }
        return found
    }

    private func rewards(_ head: PreferenceHead) throws -> [Double?] {
        switch head.rewards {
        case .tabular(let items, let rewards):
            let known = Dictionary(zip(items, rewards)) { first, _ in first }
            let byModel = responses.models.names.map { known[$0] }
            return responses.modelOfResponse.map { $0 >= 0 ? byModel[Int($0)] : nil }
        case .hashed:
            return try head.rewards(of: ResponseTexts.features(store, count: responses.count)).map { $0 }
        }
    }
}

/// The texts of responses.
enum ResponseTexts {
    /// The features of all texts; a response without a text has none.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    static func features(_ store: Store, count: Int) throws -> TextFeatures {
        var features = TextFeatures()
        guard store.visibleColumns(of: "responses")?.contains("text") == true else {
            for _ in 0..<count { features.add("") }
            return features
        }
        let statement = try store.connection.prepare("select text from responses order by id")
        while try statement.step() { features.add(statement.value(at: 0).text ?? "") }
        return features
    }
}
