import Readers

/// The groups of each member, in the order of the file.
public struct LookUpTable: Sendable {
    private let match: LookUpRule.Match
    private var groupsByMember: [String: [String]] = [:]

    init(match: LookUpRule.Match) { self.match = match }

    /// Reads the file of a look-up: a JSON object `{group: [members]}` or `{key: value}`, or two columns of a CSV file.
    ///
    /// - Throws: `ProfileError.lookUpUnreadable`.
    init(rule: LookUpRule, path: String) throws {
        self.init(match: rule.match)
        do { try SmallFile.check(path, limit: SmallFile.mostLookUpBytes) } catch {
            throw ProfileError.lookUpUnreadable(path, reason: "\(error)")
        }
        do {
            if let columns = rule.columns {
                try read(
                    path, ReaderOptions(format: .csv),
                    Projection(fields: [
                        FieldPath(key: columns.key), FieldPath(key: columns.value),
                    ])
                ) { key, group in add(key, in: group) }
            } else {
                try read(
                    path, ReaderOptions(format: .jsonRecord),
                    Projection(
                        rows: .entries(.record), parsing: ["@value[]", "@key"])
                ) { member, group in add(member, in: group) }
            }
        } catch let error as ReadError {
            throw ProfileError.lookUpUnreadable(path, reason: "\(error)")
        }
        guard !groupsByMember.isEmpty else { throw ProfileError.lookUpUnreadable(path, reason: "it has no entries") }
    }

    /// - Complexity: O(length).
    func groups(of member: String) -> [String] { groupsByMember[key(member)] ?? [] }

    mutating func add(_ member: String, in group: String) {
        groupsByMember[key(member), default: []].append(group)
    }

    private func key(_ member: String) -> String {
        match == .exact ? member : member.trimmingBlanks.lowercased()
    }

    private func read(
        _ path: String, _ options: ReaderOptions, _ projection: Projection, _ body: (String, String) -> Void
    ) throws {
        let reader = try RecordReader(path: path, options: options, projection: projection)
        while let batch = try reader.nextBatch() {
            // A pipe has no size, and may have no end.
            guard batch.position.consumedBytes <= SmallFile.mostLookUpBytes else {
                throw ProfileError.lookUpUnreadable(
                    path, reason: "\(SmallFile.Fault.tooLong(bytes: SmallFile.mostLookUpBytes))")
            }
            if let reject = batch.rejects.first {
                throw ProfileError.lookUpUnreadable(path, reason: "\(reject)")
            }
            for row in 0..<batch.rowCount {
                for group in batch.columns[1].strings(ofRow: row) {
                    for member in batch.columns[0].strings(ofRow: row) { body(member, group) }
                }
            }
        }
    }
}
