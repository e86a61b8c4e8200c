import Foundation

/// Reads a ledger, also while a run writes to it.
public final class LedgerReader {
    /// A revision of a tagger with what the ledger has of it.
    public struct Tagger: Sendable, Equatable {
        public let id: Int
        public let identity: TaggerIdentity
        /// Of the name, from 1.
        public let revision: Int
        public let tagged: Int
        public let failed: Int
        public let refused: Int
        /// Requests, with repetitions.
        public let requests: Int
        /// Texts that lost their middle.
        public let truncated: Int
        /// As the server reported them; nil if it reported none.
        public let promptTokens: Int?
        public let completionTokens: Int?
    }

    /// How often values of a dimension have a status.
    public struct StatusCount: Sendable, Equatable {
        public let dimension: String
        public let status: TagValue.Status
        public let count: Int
    }

    private let path: String
    private let database: LedgerDatabase

    /// - Throws: `LedgerError`, `.missing` if there is no such file.
    public init(path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { throw LedgerError.missing(path: path) }
        self.path = path
        database = try LedgerDatabase(path: path)
        var tables = 0
        try database.run(
            "select count(*) from sqlite_schema where name in ('tagger', 'tag_request', 'tag_value')"
        ) { tables = $0.integer(0) }
        guard tables == 3 else { throw LedgerError.noLedger(path: path) }
    }

    /// All revisions of all taggers, in the order in which they were first used.
    public func taggers() throws -> [Tagger] {
        var taggers: [Tagger] = []
        try database.run(
            """
            select tagger.id, name, kind, model, host, prompt_hash, vocabulary_hash, parameters, revision,
                coalesce(sum(state = 'tagged'), 0), coalesce(sum(state = 'failed'), 0),
                coalesce(sum(state = 'refused'), 0), coalesce(sum(attempts), 0), coalesce(sum(truncated), 0),
                sum(prompt_tokens), sum(completion_tokens)
            from tagger
            left join tag_request on tag_request.tagger_id = tagger.id
            group by tagger.id
            order by tagger.id
            """
        ) { row in
            taggers.append(
                Tagger(
                    id: row.integer(0),
                    identity: TaggerIdentity(
                        name: row.text(1) ?? "", kind: row.text(2).flatMap(TaggerIdentity.Kind.init) ?? .imported,
                        model: row.text(3) ?? "", host: row.text(4) ?? "", promptHash: row.text(5) ?? "",
                        vocabularyHash: row.text(6) ?? "", parameters: row.text(7) ?? ""),
                    revision: row.integer(8), tagged: row.integer(9), failed: row.integer(10),
                    refused: row.integer(11), requests: row.integer(12), truncated: row.integer(13),
                    promptTokens: row.text(14) == nil ? nil : row.integer(14),
                    completionTokens: row.text(15) == nil ? nil : row.integer(15)))
        }
        return taggers
    }

    /// A revision of a tagger.
    ///
    /// - Parameter revision: the last one if nil.
    /// - Throws: `LedgerError.unknownTagger`.
    public func tagger(named name: String, revision: Int? = nil) throws -> Tagger {
        let all = try taggers()
        guard let found = all.last(where: { $0.identity.name == name && revision ?? $0.revision == $0.revision }) else {
            throw LedgerError.unknownTagger(
                name, revision: revision, path: path, known: all.map { "\($0.identity.name) (\($0.revision))" })
        }
        return found
    }

    /// By dimension, how many values are valid, aliased, outside the vocabulary and missing.
    public func statuses(of tagger: Tagger) throws -> [StatusCount] {
        var counts: [StatusCount] = []
        try database.run(
            """
            select dimension, status, count(*) from tag_value where tagger_id = ? group by dimension, status
            order by dimension, status
            """, [.integer(tagger.id)]
        ) { row in
            guard let dimension = row.text(0), let status = row.text(1).flatMap(TagValue.Status.init) else { return }
            counts.append(StatusCount(dimension: dimension, status: status, count: row.integer(2)))
        }
        return counts
    }

    /// Why texts have no tags, the most frequent reasons first.
    public func reasons(of tagger: Tagger, most: Int = 5) throws -> [(reason: String, count: Int)] {
        var reasons: [(String, Int)] = []
        try database.run(
            """
            select coalesce(reason, 'unknown'), count(*) from tag_request where tagger_id = ? and state <> 'tagged'
            group by 1 order by 2 desc, 1 limit ?
            """, [.integer(tagger.id), .integer(most)]
        ) { row in reasons.append((row.text(0) ?? "", row.integer(1))) }
        return reasons
    }

    /// What is known of a text; nil if it has not been asked.
    ///
    /// - Complexity: O(log(texts)).
    public func state(of tagger: Tagger, _ key: TextKey) throws -> TagRecord.State? {
        var state: TagRecord.State?
        try database.run(
            "select state from tag_request where tagger_id = ? and text_key = ?",
            [.integer(tagger.id), .blob(key.bytes)]
        ) { state = $0.text(0).flatMap(TagRecord.State.init) }
        return state
    }

    /// The values of a text by dimension and position; nil unless it was tagged.
    ///
    /// - Complexity: O(log(texts)).
    public func values(of tagger: Tagger, _ key: TextKey) throws -> [TagValue]? {
        guard try state(of: tagger, key) == .tagged else { return nil }
        var values: [TagValue] = []
        try database.run(
            """
            select dimension, position, value, raw, status from tag_value where tagger_id = ? and text_key = ?
            order by dimension, position
            """, [.integer(tagger.id), .blob(key.bytes)]
        ) { row in
            guard let status = row.text(4).flatMap(TagValue.Status.init) else { return }
            values.append(
                TagValue(
                    dimension: row.text(0) ?? "", position: row.integer(1), value: row.text(2), raw: row.text(3),
                    status: status))
        }
        return values
    }
}
