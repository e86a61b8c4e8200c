import Digests
import Endpoint
import Foundation
import SQLite

/// The replies of models, kept in an SQLite file by model, parameters, prompt and round: nothing is asked twice, and a
/// run that was broken off goes on where it stopped.
final class ReplyLedger {
    /// A reply, or the reason why there is none.
    struct Entry {
        let prompt: String
        let round: Int
        /// Nil if the model gave none.
        let reply: String?
        /// Why there is no reply.
        let reason: String?
        let attempts: Int
        let tokens: Int?
    }

    private static let schema = """
        create table if not exists reply (
            model text not null,
            parameters text not null,
            prompt_sha256 text not null,
            round integer not null,
            prompt text not null,
            reply text,
            reason text,
            attempts integer not null,
            tokens integer,
            primary key (model, parameters, prompt_sha256, round)
        ) without rowid;
        create table if not exists embedding (
            model text not null,
            text_sha256 text not null,
            text text not null,
            dimension integer not null,
            vector blob not null,
            primary key (model, text_sha256)
        ) without rowid;
        """

    let path: String
    private let connection: Connection

    /// Opens the file for this process alone; makes it where there is none.
    ///
    /// - Throws: `AskingError`.
    init(path: String) throws {
        self.path = path
        do {
            connection = try Connection(path: path, access: .create)
            // Held until the process ends: a second run would send the same requests.
            try connection.execute("pragma locking_mode = exclusive")
            try connection.execute("pragma journal_mode = wal; pragma synchronous = normal")
            try connection.execute(Self.schema)
        } catch let error as SQLError {
            throw error.isBusy ? AskingError.ledgerInUse(path) : AskingError.notALedger(path, reason: "\(error)")
        }
    }

    static func hash(_ text: String) -> String { ContentHash.of(Array(text.utf8)) }

    /// What is known of a prompt; nil if it was never asked.
    func entry(model: String, parameters: String, prompt: String, round: Int) throws -> Entry? {
        try connection.rows(
            """
            select reply, reason, attempts, tokens from reply
            where model = ? and parameters = ? and prompt_sha256 = ? and round = ?
            """, .text(model), .text(parameters), .text(Self.hash(prompt)), .integer(Int64(round))
        ).first.map { row in
            Entry(
                prompt: prompt, round: round, reply: row[0].text, reason: row[1].text,
                attempts: Int(row[2].integer ?? 0), tokens: row[3].integer.map { Int($0) })
        }
    }

    /// Keeps all of the entries or, if it throws, none.
    func keep(_ entries: [Entry], model: String, parameters: String) throws {
        guard !entries.isEmpty else { return }
        try connection.transaction {
            let insert = try connection.prepare("insert or replace into reply values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            for entry in entries {
                try insert.run(
                    .text(model), .text(parameters), .text(Self.hash(entry.prompt)), .integer(Int64(entry.round)),
                    .text(entry.prompt), SQLValue(entry.reply), SQLValue(entry.reason),
                    .integer(Int64(entry.attempts)), SQLValue(entry.tokens))
            }
        }
    }

    /// The stored vector of a text; nil if it was never asked for.
    func vector(model: String, text: String) throws -> [Double]? {
        let rows = try connection.rows(
            "select vector from embedding where model = ? and text_sha256 = ?", .text(model), .text(Self.hash(text)))
        return rows.first?[0].blob.map { bytes in
            stride(from: 0, to: bytes.count - 7, by: 8).map { place in
                let bits = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
                return Double(bitPattern: bits)
            }
        }
    }

    /// Keeps the vectors of texts.
    func keep(_ vectors: [(text: String, vector: [Double])], model: String) throws {
        try connection.transaction {
            let insert = try connection.prepare("insert or replace into embedding values (?, ?, ?, ?, ?)")
            for (text, vector) in vectors {
                let bytes = vector.flatMap { number in
                    (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(8 * $0)) }
                }
                try insert.run(
                    .text(model), .text(Self.hash(text)), .text(text), .integer(Int64(vector.count)), .blob(bytes))
            }
        }
    }
}
