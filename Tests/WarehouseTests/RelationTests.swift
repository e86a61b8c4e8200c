import Foundation
import SQLite
import Testing
import Warehouse

@Suite struct RelationTests {
    @Test func anEmptyStoreHasAllRelations() throws {
        let store = try TestCorpus.write([], to: temporaryPath())
        for relation in store.relations {
            #expect(try store.connection.rows("select * from \(relation.name)").isEmpty, "\(relation.name)")
            #expect(try store.connection.value("select sum(n) from \(relation.name)") == .null)
        }
    }

    @Test func samplesAreThereRowByRow() throws {
        let samples = TestCorpus.random(300, seed: 1)
        let store = try TestCorpus.write(samples, to: temporaryPath(), batchRows: 70)
        let rows = try store.connection.rows(
            "select id, source, language, culture, text, note, tokens, score, \"row\", file, dataset from samples order by id"
        )
        let expected: [[SQLValue]] = samples.map { sample in
            [
                .integer(sample.id), SQLValue(sample.source), SQLValue(sample.language), SQLValue(sample.culture),
                SQLValue(sample.text), SQLValue(sample.note), SQLValue(sample.tokens),
                sample.score.map { .real($0) } ?? .null, .integer(sample.row), "a.jsonl", "test",
            ]
        }
        #expect(rows == expected)
    }

    @Test func aQueryWithNGetsOneRowForEachCombination() throws {
        let samples = TestCorpus.random(500, seed: 2)
        let store = try TestCorpus.write(samples, to: temporaryPath())
        let rows = try store.connection.rows("select source, n from samples")
        #expect(rows.count == Set(samples.map(\.source)).count)
        #expect(rows.compactMap(\.[1].integer).reduce(0, +) == 500)
    }
}
