/// A ledger in an SQLite file, with its tables `tagger`, `tag_request` and `tag_value`.
///
/// A commit survives the end of the process in any way. The lock file beside it keeps a second process out.
public final class SQLiteLedger: TagLedger {
    private let database: LedgerDatabase
    private let lock: FileLock
    private var tagger = 0

    private static let schema = """
        create table if not exists tagger (
            id integer primary key,
            name text not null,
            revision integer not null,
            kind text not null check (kind in ('endpoint', 'offline', 'human', 'imported')),
            model text not null,
            host text not null,
            prompt_hash text not null,
            vocabulary_hash text not null,
            parameters text not null,
            unique (name, revision),
            unique (name, kind, model, prompt_hash, vocabulary_hash, parameters)
        );
        create table if not exists tag_request (
            tagger_id integer not null references tagger,
            text_key blob not null check (length(text_key) = 16),
            state text not null check (state in ('tagged', 'failed', 'refused')),
            attempts integer not null,
            reason text,
            status integer,
            prompt_tokens integer,
            completion_tokens integer,
            latency real not null,
            truncated integer not null,
            answer text,
            primary key (tagger_id, text_key)
        ) without rowid;
        create table if not exists tag_value (
            tagger_id integer not null references tagger,
            text_key blob not null,
            dimension text not null,
            position integer not null,
            value text,
            raw text,
            status text not null check (status in ('valid', 'aliased', 'outside', 'missing')),
            primary key (tagger_id, text_key, dimension, position)
        ) without rowid;
        """

    /// - Throws: `LedgerError.inUse` if another process has it.
    public init(path: String) throws {
        lock = try FileLock(path: path + "-tag-lock", protecting: path)
        database = try LedgerDatabase(path: path)
        // With a write-ahead log a commit needs no wait for the disk; a loss of power may take the last commits.
        try database.execute("pragma journal_mode = wal; pragma synchronous = normal; pragma mmap_size = 1073741824")
        try database.execute(Self.schema)
    }

    public func open(_ identity: TaggerIdentity) throws -> Int {
        let known: [LedgerDatabase.Value] = [
            .text(identity.name), .text(identity.kind.rawValue), .text(identity.model), .text(identity.promptHash),
            .text(identity.vocabularyHash), .text(identity.parameters),
        ]
        try database.run(
            """
            insert or ignore into tagger (name, kind, model, prompt_hash, vocabulary_hash, parameters, host, revision)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, (select coalesce(max(revision), 0) + 1 from tagger where name = ?1))
            """, known + [.text(identity.host)])
        var revision = 0
        try database.run(
            """
            select id, revision from tagger where name = ?1 and kind = ?2 and model = ?3 and prompt_hash = ?4
                and vocabulary_hash = ?5 and parameters = ?6
            """, known
        ) { row in
            tagger = row.integer(0)
            revision = row.integer(1)
        }
        return revision
    }

    public func state(of key: TextKey) throws -> TagRecord.State? {
        var state: TagRecord.State?
        try database.run(
            "select state from tag_request where tagger_id = ? and text_key = ?", [.integer(tagger), .blob(key.bytes)]
        ) { state = $0.text(0).flatMap(TagRecord.State.init) }
        return state
    }

    public func commit(_ records: [TagRecord]) throws {
        guard !records.isEmpty else { return }
        try database.transaction {
            for record in records { try write(record) }
        }
    }

    private func write(_ record: TagRecord) throws {
        let key: [LedgerDatabase.Value] = [.integer(tagger), .blob(record.key.bytes)]
        try database.run("delete from tag_value where tagger_id = ? and text_key = ?", key)
        try database.run(
            "insert or replace into tag_request values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            key + [
                .text(record.state.rawValue), .integer(record.attempts), .init(record.reason), .init(record.status),
                .init(record.promptTokens), .init(record.completionTokens), .real(record.latency),
                .integer(record.isTruncated ? 1 : 0), .init(record.answer),
            ])
        for value in record.values {
            try database.run(
                "insert into tag_value values (?, ?, ?, ?, ?, ?, ?)",
                key + [
                    .text(value.dimension), .integer(value.position), .init(value.value), .init(value.raw),
                    .text(value.status.rawValue),
                ])
        }
    }

    public func counts() throws -> [TagRecord.State: Int] {
        var counts: [TagRecord.State: Int] = [:]
        try database.run(
            "select state, count(*) from tag_request where tagger_id = ? group by state", [.integer(tagger)]
        ) { row in
            if let state = row.text(0).flatMap(TagRecord.State.init) { counts[state] = row.integer(1) }
        }
        return counts
    }

    public func forEachValue(_ body: (TextKey, TagValue) throws -> Void) throws {
        try database.run(
            """
            select text_key, dimension, position, value, raw, status from tag_value where tagger_id = ?
            order by text_key, dimension, position
            """, [.integer(tagger)]
        ) { row in
            guard let key = TextKey(row.blob(0)), let status = row.text(5).flatMap(TagValue.Status.init) else { return }
            try body(
                key,
                TagValue(
                    dimension: row.text(1) ?? "", position: row.integer(2), value: row.text(3), raw: row.text(4),
                    status: status))
        }
    }
}
