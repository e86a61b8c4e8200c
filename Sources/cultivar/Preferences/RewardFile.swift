import ArgumentParser
import Ingest
import SQLite
import Tabular
import Warehouse

/// Which columns of a file of rewards are read.
struct RewardFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The column of a file of rewards that names the response, as the column of responses of this name does; "
                + "response or id if left out.",
            valueName: "column"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "The column of a file of rewards that has them; reward, score or the only other one if left out.",
            valueName: "column"))
    var rewardColumn: String?
}

/// A file with the rewards of a model, one row per response: CSV, JSON, Parquet or Arrow.
struct RewardFile {
    let path: String
    let options: RewardFileOptions

    /// The rewards of a file, by response.
    struct Rewards {
        /// nil for a response that the file does not name.
        var values: [Double?]
        /// The columns that were read.
        let key: String
        let column: String
        /// Rows of the file without a reward.
        var blanks = 0
        /// Rows of the file that name no response, and the first key of them.
        var unknown = 0
        var firstUnknown: String?
    }

    private static let table = "cultivar_rewards"

    /// - Throws: `PreferenceCommandError.unusableRewards` with what is wrong; `OwnTableError`, `ReadError`,
    ///   `IngestError`, `SQLError`.
    func rewards(of store: Store) throws -> Rewards {
        let account = try OwnTable(parsing: "\(Self.table)=\(path)").load(into: store)
        if let (_, reject) = account.rejects.first {
            throw problem("\(account.rejected) of its records cannot be read; the first: \(reject.reason)")
        }
        let names = account.columns.map(\.name)
        let known = (store.visibleColumns(of: "responses") ?? []) + ["id"]
        let key = try key(names, known)
        let column = try column(names, besides: key)
        let places = try places(of: key, in: store)
        var found = Rewards(values: [Double?](repeating: nil, count: places.count), key: key, column: column)
        var rowOfKey: [String: Int] = [:]
        let statement = try store.connection.prepare(
            "select \(SQLName.quoted(key)), \(SQLName.quoted(column)) from temp.\(Self.table) order by rowid")
        var row = 0
        while try statement.step() {
            row += 1
            guard let name = statement.value(at: 0).plainText else { throw problem("row \(row) has no \(key)") }
            if let former = rowOfKey.updateValue(row, forKey: name) {
                throw problem("rows \(former) and \(row) are both of \(key) '\(name.prefix(60))'")
            }
            let value = statement.value(at: 1)
            guard value != .null else {
                found.blanks += 1
                continue
            }
            // A column with one value that is no number is a column of texts.
            guard let reward = value.number ?? value.text.flatMap(Double.init), reward.isFinite else {
                throw problem("\(column) of row \(row) is '\((value.plainText ?? "").prefix(40))', which is no number")
            }
            guard let responses = places.byKey[name] else {
                found.unknown += 1
                found.firstUnknown = found.firstUnknown ?? name
                continue
            }
            for response in responses { found.values[response] = reward }
        }
        guard found.values.contains(where: { $0 != nil }) else {
            let example = found.firstUnknown.map { ", as '\($0.prefix(60))' is not" } ?? ""
            throw problem(
                "none of its \(row) rows gives a response a reward: \(key) is no \(key) of responses\(example)")
        }
        return found
    }

    private func key(_ names: [String], _ known: [String]) throws -> String {
        guard let wanted = options.key else {
            guard let key = ["response", "id"].first(where: { names.contains($0) && known.contains($0) }) else {
                throw problem(
                    "it has no column response or id to name responses by, but \(names.joined(separator: ", ")): "
                        + "name one that responses has too with --key")
            }
            return key
        }
        guard names.contains(wanted), known.contains(wanted) else {
            throw problem(
                "--key \(wanted): \(names.contains(wanted) ? "responses" : "the file") has no such column; both have "
                    + names.filter(known.contains).joined(separator: ", "))
        }
        return wanted
    }

    private func column(_ names: [String], besides key: String) throws -> String {
        let others = names.filter { $0 != key }
        if let wanted = options.rewardColumn {
            guard others.contains(wanted) else {
                throw problem("--reward-column \(wanted): it has \(others.joined(separator: ", "))")
            }
            return wanted
        }
        if let usual = ["reward", "score"].first(where: others.contains) { return usual }
        guard others.count == 1, let only = others.first else {
            throw problem(
                others.isEmpty
                    ? "it has no column of rewards"
                    : "name its column of rewards with --reward-column: \(others.joined(separator: ", "))")
        }
        return only
    }

    /// The responses of each value of a column, by their indices.
    private func places(of key: String, in store: Store) throws -> (byKey: [String: [Int]], count: Int) {
        let statement = try store.connection.prepare("select \(SQLName.quoted(key)) from responses order by id")
        var byKey: [String: [Int]] = [:]
        var count = 0
        while try statement.step() {
            if let name = statement.value(at: 0).plainText { byKey[name, default: []].append(count) }
            count += 1
        }
        return (byKey, count)
    }

    private func problem(_ words: String) -> PreferenceCommandError { .unusableRewards(path, words) }
}

extension RewardFile.Rewards {
    /// What was not used, in words.
    var notes: [String] {
        var notes: [String] = []
        if blanks > 0 { notes.append("\(blanks) rows without a \(column)") }
        if unknown > 0 {
            let example = firstUnknown.map { " ('\($0.prefix(60))'\(unknown > 1 ? ", …" : ""))" } ?? ""
            notes.append("\(unknown) rows are of no response of the store\(example)")
        }
        let without = values.count { $0 == nil }
        if without > 0 { notes.append("\(without) responses without a row have no reward") }
        return notes
    }
}
