import Foundation
import Preferences
import Warehouse

/// A column of rewards of the table `responses`.
struct RewardColumn {
    let name: String
    /// What the rewards are of.
    let origin: String

    /// How descriptions of computed columns begin: such a column may be written again, one of a file may not.
    private static let mark = "computed rewards of "

    init(name: String, of origin: String) { (self.name, self.origin) = (name, origin) }

    /// Computes the rewards of all responses and writes them.
    ///
    /// - Returns: how many responses have a reward, and how many there are.
    /// - Throws: `PreferenceCommandError.columnOfAFile`, and what `rewards` throws.
    @discardableResult
    func write(
        _ path: String, culture: String?, _ rewards: (PairRewards) throws -> [Double?]
    ) throws -> (known: Int, all: Int) {
        try StoreWriting(path: path).run(["column=\(name)", "of=\(origin)"]) { store, load in
            let relation = store.relations.first { $0.name == "responses" }
            if let column = relation?.columns.first(where: { $0.name.lowercased() == name.lowercased() }),
                !column.description.hasPrefix(Self.mark)
            {
                throw PreferenceCommandError.columnOfAFile(name)
            }
            let responses = try StoredResponses(store, culture: culture)
            let found = try rewards(PairRewards(store: store, responses: responses))
            try load.writeColumn(name, description: Self.mark + origin, of: "responses", found)
            return (found.count { $0 != nil }, found.count)
        }
    }
}

extension RewardColumn {
    /// Writes the rewards of a file, and says on standard error what of it was not used.
    ///
    /// - Returns: how many responses have a reward, and how many there are.
    /// - Throws: `PreferenceCommandError.columnOfAFile`, and what ``RewardFile/rewards(of:)`` throws.
    @discardableResult
    func write(_ path: String, culture: String?, _ file: RewardFile) throws -> (known: Int, all: Int) {
        try write(path, culture: culture) { rewards in
            let found = try file.rewards(of: rewards.store)
            for note in found.notes { StandardError.write("\(file.path): \(note)\n") }
            return found.values
        }
    }
}

extension HeadFile {
    /// - Throws: `PreferenceCommandError.unreadable`, `PreferenceError.notAHead`.
    static func read(_ path: String) throws -> HeadFile {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw PreferenceCommandError.unreadable(path)
        }
        return try HeadFile(bytes: Array(data))
    }
}
