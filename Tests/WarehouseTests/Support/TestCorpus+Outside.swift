import Facts
import Foundation
import PlainFacts
import SQLite

@testable import LocalFacts
@testable import Warehouse

extension TestCorpus {
    /// Where the samples of `writeOutside` lie: an ordinary table of the store's own file.
    static let outside = EngineLocation(engine: PlainFacts.engineName, table: "facts")

    private static let fields: [(column: String, form: OutsideField.Form)] = [
        ("source", .text), ("culture", .text), ("language", .text), ("domain", .text), ("task", .text),
        ("format", .text), ("text", .text), ("note", .text), ("tokens", .integer), ("score", .real),
        ("places", .json), ("licences", .json), ("row", .integer),
    ]

    /// Makes a store whose samples lie in a plain table, and no sample in the store itself.
    static func writeOutside(_ samples: [TestSample], to path: String) throws -> Store {
        let store = try Store.create(at: path)
        try store.connection.execute(
            """
            create table facts (
                source text collate nocase, culture text, language text, domain text, task text, format text, text text,
                note text, tokens integer, score real, places text, licences text, row integer
            )
            """)
        // In one transaction: the store follows each commit.
        try store.connection.transaction {
            for sample in samples {
                try store.connection.execute(
                    "insert into facts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", SQLValue(sample.source),
                    SQLValue(sample.culture), SQLValue(sample.language), SQLValue(sample.domain), SQLValue(sample.task),
                    SQLValue(sample.format), SQLValue(sample.text), SQLValue(sample.note), SQLValue(sample.tokens),
                    sample.score.map { .real($0) } ?? .null, .text(json(sample.places)), .text(json(sample.licences)),
                    .integer(sample.row))
            }
        }
        try attach(samples, to: store)
        try store.setStages(stages)
        try store.refresh()
        return store
    }

    /// Teaches a store the values of the samples, and attaches the table.
    private static func attach(_ samples: [TestSample], to store: Store) throws {
        var lessons: [OutsideTable.Lesson] = []
        var rows: [TestSample] = []
        func teach(_ column: String, _ values: [String?], _ set: (inout TestSample, String) throws -> Void) throws {
            let form: OutsideField.Form = ["places", "licences"].contains(column) ? .json : .text
            for value in Set(values.compactMap { $0.map(ExactText.init) }) {
                lessons.append(.init(field: OutsideField(path: [column], form: form), raw: value.text))
                var sample = TestSample()
                try set(&sample, value.text)
                rows.append(sample)
            }
        }
        try teach("source", samples.map(\.source)) { $0.source = $1 }
        try teach("culture", samples.map(\.culture)) { $0.culture = $1 }
        try teach("language", samples.map(\.language)) { $0.language = $1 }
        try teach("domain", samples.map(\.domain)) { $0.domain = $1 }
        try teach("task", samples.map(\.task)) { $0.task = $1 }
        try teach("format", samples.map(\.format)) { $0.format = $1 }
        try teach("places", samples.map { json($0.places) }) { $0.places = try list($1) }
        try teach("licences", samples.map { json($0.licences) }) { $0.licences = try list($1) }
        rows.append(TestSample())
        let load = try load(into: store)
        let writer = try load.begin(
            FileDescription(path: "lessons", dataset: "test", format: "test", byteCount: nil, headHash: nil))
        for index in rows.indices { rows[index].row = Int64(index + 1) }
        try append(rows, to: writer)
        try writer.finish(contentHash: nil)
        try load.finish()
        let fields = fields.map {
            (column: $0.column, field: OutsideField?.some(.init(path: [$0.column], form: $0.form)))
        }
        try store.attach(
            OutsideTable(
                name: "samples", location: outside, snapshot: "\(samples.count) rows", rowCount: Int64(samples.count),
                fields: fields + [("dataset", nil)], options: [:]),
            taughtBy: "lessons", lessons)
    }

    private static func json(_ values: [String]) -> String {
        String(decoding: (try? JSONEncoder().encode(values)) ?? Data(), as: UTF8.self)
    }

    private static func list(_ json: String) throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(json.utf8))
    }
}
