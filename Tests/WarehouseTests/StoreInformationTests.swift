import Foundation
import LocalFacts
import Testing
import Warehouse

@Suite struct StoreInformationTests {
    /// Six samples in two files, small enough to count by hand.
    private func store() throws -> Store {
        let store = try Store.create(at: temporaryPath())
        let samples = [
            TestSample(
                source: "Crawl", language: "eng", culture: "NoCulture", text: "a", tokens: 5, score: 1,
                places: ["India", "USA", "India"], row: 1),
            TestSample(
                source: "Crawl", language: "xx", culture: nil, text: "", tokens: 5, score: nil, places: [], row: 2),
            TestSample(
                source: "No stage", language: "xx", text: nil, tokens: nil, score: 1,
                places: ["Nowhere", "Middle-earth"], row: 3),
            TestSample(source: nil, language: nil, text: "b", tokens: 0, score: -1, places: ["Middle-earth"], row: 4),
            TestSample(source: "Prefs", language: "zh", text: nil, tokens: 9, score: 0.5, places: ["Kenya"], row: 1),
            TestSample(source: "Also none", language: "eng", text: nil, tokens: 5, score: 1, places: [], row: 2),
        ]
        let load = try TestCorpus.load(into: store)
        let first = try load.begin(TestCorpus.description("a"))
        try TestCorpus.append(Array(samples[..<4]), to: first)
        first.reject(
            RejectRecord(row: 5, line: 6, byteOffset: 70, column: "tokens", reason: "not a number", excerpt: "x"))
        first.reject(RejectRecord(row: 6, line: nil, byteOffset: nil, column: nil, reason: "cut off", excerpt: nil))
        first.skip(3, because: "empty")
        try first.finish(contentHash: "hash")
        let second = try load.begin(TestCorpus.description("b", byteCount: nil))
        try TestCorpus.append(Array(samples[4...]), to: second)
        try second.suspend()
        try load.finish()
        try store.setStages(TestCorpus.stages)
        return store
    }

    @Test func aStoreOfFiftyMillionRowsIsNotReadRowByRow() throws {
        let store = try TestCorpus.write(TestCorpus.random(900, seed: 4), to: temporaryPath(), batchRows: 300)
        store.collectScanStatistics(true)
        _ = try store.information()
        let scans = store.takeScanStatistics()
        #expect(scans.count > 10)
        for scan in scans { #expect(scan.isCollapsed, "\(scan)") }
    }

    @Test func figuresAreThoseCountedByHand() throws {
        let information = try store().information()
        #expect(information.sampleCount == 6)
        let columns = Dictionary(uniqueKeysWithValues: information.columns.map { ($0.name, $0) })
        let expected: [(String, Int64?, Int64)] = [
            ("dataset", 1, 0), ("source", 4, 1), ("stage", 2, 3), ("language", 3, 1), ("culture", 1, 5),
            ("domain", 0, 6),
            ("task", 0, 6), ("text", nil, 3), ("row", nil, 0), ("places", 5, 2), ("tokens", 3, 1), ("score", 3, 1),
            ("note", nil, 6), ("licences", 0, 6), ("format", 0, 6), ("languages", 3, 1),
        ]
        for (name, distinct, nulls) in expected {
            #expect(columns[name]?.distinctCount == distinct, "\(name)")
            #expect(columns[name]?.nullCount == nulls, "\(name)")
        }
        let unresolved = information.unresolved.map { "\($0.column) \($0.value) \($0.sampleCount)" }
        #expect(unresolved == ["place Middle-earth 2", "place Nowhere 1", "language xx 2"])
        #expect(information.sourcesWithoutStage.map(\.source) == ["Also none", "No stage"])
        #expect(information.sourcesWithoutStage.map(\.sampleCount) == [1, 1])
    }

    @Test func filesAndRejectsAreListed() throws {
        let store = try store()
        let information = try store.information()
        #expect(information.files.map(\.path) == ["a", "b"])
        #expect(information.files.map(\.isFinished) == [true, false])
        #expect(
            information.files.map(\.counts) == [RowCounts(stored: 4, rejected: 2, skipped: 3), RowCounts(stored: 2)])
        #expect(information.files.map(\.contentHash) == ["hash", nil])
        #expect(information.files.map(\.byteCount) == [1_000, nil])
        #expect(
            information.files.allSatisfy {
                $0.loadID == 1 && $0.profile == "invented" && $0.dataset == "test" && $0.format == "jsonl"
            })
        #expect(information.rejects.map(\.record.reason) == ["not a number", "cut off"])
        #expect(information.rejects.map(\.record.row) == [5, 6])
        #expect(information.rejects.first?.record.byteOffset == 70)
        #expect(try store.information(rejectLimit: 1).rejects.count == 1)
        #expect(try store.information(rejectLimit: 0).rejects.isEmpty)
    }

    @Test func anEmptyStoreHasNothingToTell() throws {
        let information = try Store.create(at: temporaryPath()).information()
        #expect(information.sampleCount == 0)
        #expect(information.files.isEmpty && information.unresolved.isEmpty && information.rejects.isEmpty)
        #expect(information.columns.allSatisfy { $0.nullCount == 0 && $0.distinctCount ?? 0 == 0 })
    }
}
