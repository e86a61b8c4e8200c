import Foundation
import TestSupport
import Testing

@testable import Tagging

@Suite struct LedgerTests {
    private func identity(_ name: String = "a", model: String = "m", host: String = "h", prompt: String = "p")
        -> TaggerIdentity
    {
        TaggerIdentity(
            name: name, kind: .endpoint, model: model, host: host, promptHash: prompt, vocabularyHash: "v",
            parameters: "{}")
    }

    private func record(_ number: UInt64, _ state: TagRecord.State = .tagged, value: String? = "x") -> TagRecord {
        TagRecord(
            key: TextKey(high: number, low: 7), state: state, attempts: 1, reason: state == .tagged ? nil : "why",
            status: 200, promptTokens: 3, completionTokens: nil, latency: 0.5, isTruncated: false, answer: "ans\0wer",
            values: [
                TagValue(dimension: "b", value: value, raw: "r", status: value == nil ? .outside : .valid),
                TagValue(dimension: "a", position: 1, value: "z", raw: nil, status: .aliased),
                TagValue(dimension: "a", position: 0, value: "y", raw: nil, status: .valid),
            ])
    }

    private func ledgers(_ body: (any TagLedger) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try body(MemoryLedger())
        try body(SQLiteLedger(path: folder.path("l.db")))
    }

    @Test func whatIsCommittedIsThere() throws {
        try ledgers { ledger in
            #expect(try ledger.open(identity()) == 1)
            #expect(try ledger.state(of: TextKey(high: 1, low: 7)) == nil)
            try ledger.commit([record(2), record(1, .failed), record(3, .refused)])
            try ledger.commit([])
            #expect(try ledger.state(of: TextKey(high: 2, low: 7)) == .tagged)
            #expect(try ledger.state(of: TextKey(high: 1, low: 7)) == .failed)
            #expect(try ledger.counts() == [.tagged: 1, .failed: 1, .refused: 1])
            var values: [String] = []
            try ledger.forEachValue { key, value in values.append("\(key.high)\(value.dimension)\(value.position)") }
            #expect(values == ["1a0", "1a1", "1b0", "2a0", "2a1", "2b0", "3a0", "3a1", "3b0"])
            try ledger.commit([record(1, value: nil)])
            #expect(try ledger.state(of: TextKey(high: 1, low: 7)) == .tagged)
            #expect(try ledger.counts() == [.tagged: 2, .refused: 1])
        }
    }

    @Test func identitiesAreKeptApartAndHostsAreNot() throws {
        try ledgers { ledger in
            #expect(try ledger.open(identity()) == 1)
            try ledger.commit([record(1)])
            #expect(try ledger.open(identity(prompt: "q")) == 2)
            #expect(try ledger.counts().isEmpty)
            #expect(try ledger.open(identity("b")) == 1)
            #expect(try ledger.open(identity(model: "n")) == 3)
            #expect(try ledger.open(identity(host: "other")) == 1)
            #expect(try ledger.counts() == [.tagged: 1])
        }
    }

    @Test func digestsAreOfTagsAlone() throws {
        let one = MemoryLedger()
        _ = one.open(identity())
        one.commit([record(1), record(2)])
        let folder = try TemporaryFolder()
        let two = try SQLiteLedger(path: folder.path("l.db"))
        _ = try two.open(identity("other", model: "n"))
        try two.commit([record(2)])
        #expect(try one.digest() != two.digest())
        try two.commit([record(1)])
        #expect(try one.digest() == two.digest())
        try two.commit([record(1, value: "other")])
        #expect(try one.digest() != two.digest())
    }

    @Test func aFileIsForOneRunAtATime() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("l.db")
        do {
            let first = try SQLiteLedger(path: path)
            #expect(throws: LedgerError.inUse(path: path)) { try SQLiteLedger(path: path) }
            _ = try first.open(identity())
            try first.commit([record(1)])
        }
        let second = try SQLiteLedger(path: path)
        _ = try second.open(identity())
        #expect(try second.counts() == [.tagged: 1])
    }

    @Test func filesThatCannotBeOpened() throws {
        let folder = try TemporaryFolder()
        #expect(throws: LedgerError.self) { try SQLiteLedger(path: folder.path("no/such/folder.db")) }
        let file = try folder.write(String(repeating: "no database ", count: 100), to: "x.db")
        let error = #expect(throws: LedgerError.self) { try SQLiteLedger(path: file) }
        #expect(error.map { "\($0)".contains("not a database") } == true)
    }
}
