import Foundation
import TestSupport
import Testing

@testable import Tagging

@Suite struct LedgerReaderTests {
    private func identity(_ name: String, model: String = "m") -> TaggerIdentity {
        TaggerIdentity(
            name: name, kind: .endpoint, model: model, host: "h", promptHash: "p", vocabularyHash: "v", parameters: "{}"
        )
    }

    private func record(_ number: UInt64, _ state: TagRecord.State = .tagged, tokens: Int? = 3) -> TagRecord {
        TagRecord(
            key: TextKey(high: number, low: 7), state: state, attempts: 2, reason: state == .tagged ? nil : "why",
            status: 200, promptTokens: tokens, completionTokens: tokens, latency: 0.5, isTruncated: number == 1,
            answer: nil,
            values: state == .tagged
                ? [
                    TagValue(dimension: "places", position: 1, value: "B", raw: nil, status: .valid),
                    TagValue(dimension: "places", position: 0, value: "A", raw: nil, status: .aliased),
                    TagValue(dimension: "culture", value: nil, raw: "?", status: .outside),
                ] : [])
    }

    @Test func whatALedgerHas() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("l.db")
        #expect(throws: LedgerError.missing(path: path)) { try LedgerReader(path: path) }
        // A dry run before the first one, which leaves nothing.
        let dry = try ReadOnlyLedger(path: path)
        #expect(try dry.open(identity("a")) == 1)
        #expect(try dry.state(of: TextKey(high: 1, low: 7)) == nil)
        let ledger = try SQLiteLedger(path: path)
        _ = try ledger.open(identity("a"))
        try ledger.commit([record(1), record(2), record(3, .failed), record(4, .refused)])
        _ = try ledger.open(identity("a", model: "other"))
        try ledger.commit([record(1, tokens: nil)])
        _ = try ledger.open(identity("b"))
        // It is read while the ledger is open for writing.
        let reader = try LedgerReader(path: path)
        let taggers = try reader.taggers()
        #expect(taggers.map(\.identity.name) == ["a", "a", "b"] && taggers.map(\.revision) == [1, 2, 1])
        #expect(taggers[0].tagged == 2 && taggers[0].failed == 1 && taggers[0].refused == 1 && taggers[0].requests == 8)
        #expect(taggers[0].truncated == 1 && taggers[0].promptTokens == 12 && taggers[1].promptTokens == nil)
        #expect(taggers[2].tagged == 0 && taggers[2].requests == 0)
        #expect(try reader.tagger(named: "a").revision == 2)
        #expect(try reader.tagger(named: "a", revision: 1) == taggers[0])
        #expect(throws: LedgerError.unknownTagger("c", revision: nil, path: path, known: ["a (1)", "a (2)", "b (1)"])) {
            try reader.tagger(named: "c")
        }
        #expect(
            try reader.statuses(of: taggers[0]) == [
                .init(dimension: "culture", status: .outside, count: 2),
                .init(dimension: "places", status: .aliased, count: 2),
                .init(dimension: "places", status: .valid, count: 2),
            ])
        #expect(try reader.reasons(of: taggers[0]).map(\.count) == [2])
        let values = try #require(try reader.values(of: taggers[0], TextKey(high: 1, low: 7)))
        #expect(values.map { "\($0.dimension)\($0.position)" } == ["culture0", "places0", "places1"])
        #expect(try reader.values(of: taggers[0], TextKey(high: 3, low: 7)) == nil)
        #expect(try reader.state(of: taggers[0], TextKey(high: 9, low: 7)) == nil)
        // A dry run sees what is done, by the same identity only.
        let second = try ReadOnlyLedger(path: path)
        #expect(try second.open(identity("a")) == 1)
        #expect(try second.state(of: TextKey(high: 1, low: 7)) == .tagged)
        #expect(second.counts() == [.tagged: 2, .failed: 1, .refused: 1])
        #expect(try second.open(identity("a", model: "new")) == 3)
        #expect(try second.state(of: TextKey(high: 1, low: 7)) == nil)
    }

    @Test func anotherDatabaseIsNoLedger() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("other.db")
        try Data().write(to: URL(filePath: path))
        #expect(throws: LedgerError.noLedger(path: path)) { try LedgerReader(path: path) }
    }
}
