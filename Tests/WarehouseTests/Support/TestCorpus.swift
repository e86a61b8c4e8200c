import Columns
import Foundation
import TestSupport

@testable import LocalFacts
@testable import Warehouse

/// One invented sample, as plain Swift values.
struct TestSample {
    var id: Int64 = 0
    var source: String?
    var stage: String?
    var language: String?
    var languages: [String] = []
    var culture: String?
    var domain: String?
    var task: String?
    var format: String?
    var text: String?
    var note: String?
    var tokens: Int64?
    var score: Double?
    var places: [String] = []
    var licences: [String] = []
    var file = "a.jsonl"
    var row: Int64 = 0
}

/// An invented corpus and what its names mean, small enough to be computed by hand.
enum TestCorpus {
    static let sources: [String?] = ["Crawl", "Aya-like", "Prefs", "O'Reilly \"books\"", "No stage", nil]
    static let stages = ["Crawl": "pretraining", "Aya-like": "sft", "Prefs": "alignment", "O'Reilly \"books\"": "sft"]
    static let cultures: [String?] = ["CultureAsKnowledge", "GeneralCulture", "NoCulture", "no culture", "Other?", nil]
    static let languages: [String?] = ["eng", "हिन्दी", "Swahili", "zh", "e\u{301}", "\u{E9}", nil]
    static let languageCodes = ["eng": "eng", "हिन्दी": "hin", "Swahili": "swa", "zh": "zho"]
    static let places = [
        "India", "USA", "United States", "Kenya", "Europe", "Middle-earth", "Côte d’Ivoire", "🇯🇵", "a\0b",
    ]
    static let placeTargets: [String: PlaceTarget] = [
        "India": .init(kind: .country, target: "IN", rule: "name"),
        "USA": .init(kind: .country, target: "US", rule: "alias"),
        "United States": .init(kind: .country, target: "US", rule: "name"),
        "Kenya": .init(kind: .country, target: "KE", rule: "name"),
        "Europe": .init(kind: .area, target: "150", rule: "area"),
        "Côte d’Ivoire": .init(kind: .country, target: "CI", rule: "name"),
        "🇯🇵": .init(kind: .country, target: "JP", rule: "flag"),
    ]
    static let texts: [String?] = [
        "Tell me of the harvest.", "it's 100 % \"quoted\"", "नमस्ते", "😀 emoji", "", "line\nbreak", "nul\0inside", nil,
    ]

    /// Seeded random samples; every value list has nulls, quotes, NULs and emoji among it.
    static func random(_ count: Int, seed: UInt64) -> [TestSample] {
        var generator = SeededGenerator(seed: seed)
        func pick<Element>(_ elements: [Element]) -> Element {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }
        return (0..<count).map { index in
            var sample = TestSample()
            sample.id = Int64(index + 1)
            sample.source = pick(sources)
            sample.culture = pick(cultures)
            sample.language = pick(languages)
            sample.domain = pick(["Culture", "Math", nil, "Code"])
            sample.task = index < count / 2 ? "QA" : pick(["QA", "Chat", nil])
            sample.format = pick([nil, nil, "a", "b"])
            sample.text = pick(texts)
            sample.note = pick([nil, "x", "y"])
            sample.tokens = pick([nil, 0, 1, 5, 100, -7, 1 << 40])
            sample.score = pick([nil, 0.5, -1.25, 3, 1e300, 0.1])
            sample.places = (0..<pick([0, 0, 1, 1, 2, 3, 40])).map { _ in pick(places) }
            sample.licences = (0..<pick([0, 1, 2])).map { _ in pick(["MIT", "CC BY", "?"]) }
            sample.row = Int64(index + 1)
            return sample
        }
    }

    /// Writes samples to a new store, in batches of `batchRows`.
    static func write(
        _ samples: [TestSample], to path: String, batchRows: Int = 1_000, file: String = "a.jsonl",
        cubeLimits: CubeDesign.Limits = .init()
    ) throws -> Store {
        let store = try Store.create(at: path)
        let load = try LoadWriter(
            store: store, description: LoadDescription(profile: nil, arguments: ["test"], version: "test"))
        load.placeResolver = { placeTargets[$0] }
        load.languageResolver = { languageCodes[$0] }
        load.encoder.cubeWriter?.limits = cubeLimits
        let writer = try load.begin(
            FileDescription(path: file, dataset: "test", format: "test", byteCount: nil, headHash: nil))
        // An empty batch, too, makes the columns.
        if samples.isEmpty { try append([], to: writer) }
        for start in stride(from: 0, to: samples.count, by: batchRows) {
            try append(Array(samples[start..<min(start + batchRows, samples.count)]), to: writer)
        }
        try writer.finish(contentHash: nil)
        try load.finish()
        try store.setStages(stages)
        try store.refresh()
        return store
    }

    static func append(_ samples: [TestSample], to writer: FileWriter) throws {
        var batch = SampleBatch(
            rowCount: samples.count, recordNumbers: samples.map(\.row), recordsRead: samples.last?.row ?? 0, columns: []
        )
        func intern(_ value: String, _ column: ColumnDefinition) throws -> UInt32 {
            try Array(value.utf8).withUnsafeBytes { try writer.intern($0, in: column) }
        }
        func tag(_ name: String, _ role: ColumnRole?, _ value: (TestSample) -> String?) throws {
            let column = try writer.column(NewColumn(name: name, kind: .tag, role: role))
            batch.columns.append((column, .tags(try samples.map { try value($0).map { try intern($0, column) } ?? 0 })))
        }
        func list(_ name: String, _ role: ColumnRole?, _ valueName: String, _ values: (TestSample) -> [String]) throws {
            let column = try writer.column(NewColumn(name: name, kind: .tags, role: role, valueName: valueName))
            let codes = try samples.flatMap { try values($0).map { try intern($0, column) } }
            batch.columns.append((column, .lists(lengths: samples.map { UInt32(values($0).count) }, codes: codes)))
        }
        func text(_ name: String, _ role: ColumnRole?, _ value: (TestSample) -> String?) throws {
            let column = try writer.column(NewColumn(name: name, kind: .text, role: role))
            batch.columns.append(
                (
                    column,
                    .texts(
                        lengths: samples.map { value($0)?.utf8.count },
                        bytes: samples.flatMap { Array((value($0) ?? "").utf8) })
                ))
        }
        try tag("source", .source, \.source)
        try tag("culture", .culture, \.culture)
        try tag("language", .language, \.language)
        try tag("domain", .domain, \.domain)
        try tag("task", .task, \.task)
        try tag("format", nil, \.format)
        try text("text", .text, \.text)
        try text("note", nil, \.note)
        let tokens = try writer.column(NewColumn(name: "tokens", kind: .integer))
        batch.columns.append(
            (
                tokens,
                .integers(
                    IntegerVector(values: samples.map { $0.tokens ?? 0 }, validity: samples.map { $0.tokens != nil }))
            ))
        let score = try writer.column(NewColumn(name: "score", kind: .real))
        batch.columns.append(
            (
                score,
                .reals(RealVector(values: samples.map { $0.score ?? 0 }, validity: samples.map { $0.score != nil }))
            ))
        try list("places", .places, "place", \.places)
        try list("licences", nil, "licence", \.licences)
        try writer.append(batch)
    }
}

/// What the tests of this process write, removed when it ends.
private let temporaryFolder: URL = {
    atexit { try? FileManager.default.removeItem(at: temporaryFolder) }
    return FileManager.default.temporaryDirectory.appending(path: "cultivar-\(UUID().uuidString)")
}()

/// A path in a folder of its own.
func temporaryPath(_ name: String = "store.sqlite") throws -> String {
    let folder = temporaryFolder.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appending(path: name).path
}
