import Columns
import Foundation
import LocalFacts
import TestSupport
import Warehouse

/// A sample as a test writes it down.
struct TestSample {
    var source: String?
    var language: String?
    var culture: String?
    var domain: String?
    var task: String?
    var places: [String]

    init(
        _ source: String?, _ language: String?, _ culture: String?, _ domain: String?, _ task: String?,
        _ places: [String] = []
    ) {
        self.source = source
        self.language = language
        self.culture = culture
        self.domain = domain
        self.task = task
        self.places = places
    }
}

/// Small stores whose reports can be worked out by hand.
enum SmallCorpus {
    static let samples = [
        TestSample("web", "English", "GeneralCulture", "news", "summarise", ["Egypt"]),
        TestSample("web", "English", "NoCulture", "news", "summarise"),
        TestSample("web", "English", "NoCulture", "code", "write"),
        TestSample("web", "French", "CultureAsKnowledge", "news", "write", ["Egypt", "Cairo", "Egypt"]),
        TestSample("aya", "French", "CultureAsBias", "food", "write", ["Peru", "Narnia"]),
        TestSample("aya", "Spanish", "CultureAsKnowledge", "food", nil, ["Peru"]),
        TestSample("aya", "Spanish", "NoCulture", nil, "write"),
        TestSample("ultra", "Klingonese", "CultureAsKnowledge", "food", "write", ["Narnia"]),
        TestSample("ultra", "English", "NoCulture", "code", "write"),
        TestSample("loose", nil, nil, nil, nil, ["Peru"]),
        TestSample("loose", "English", "GeneralCulture", "food", "write", ["Cairo"]),
    ]
    /// 400 samples drawn with a seed: every stage, untagged samples, samples of several places.
    static let many: [TestSample] = {
        var generator = SeededGenerator(seed: 5)
        func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &generator)] }
        let places = ["Egypt", "Cairo", "Peru", "Narnia"]
        return (0..<400).map { _ in
            TestSample(
                pick(["web", "web", "aya", "ultra", "loose"]), pick(["English", "English", "French", "Spanish", nil]),
                pick(["NoCulture", "NoCulture", "CultureAsKnowledge", "GeneralCulture", nil]),
                pick(["news", "food", "code", nil]), pick(["write", "summarise", "write", nil]),
                (0..<pick([0, 1, 1, 2, 3])).map { _ in pick(places) })
        }
    }()
    static let stages = ["web": "pretraining", "aya": "sft", "ultra": "alignment"]

    /// Makes a store of these samples, with a measure if one is named, gives it to `body` and removes it.
    static func withStore<Result>(
        of samples: [TestSample], measure: String? = nil, of values: [Int64?] = [],
        stages: [String: String] = SmallCorpus.stages, _ body: (Store) throws -> Result
    ) throws -> Result {
        try withStore(of: samples, measures: measure.map { [($0, values)] } ?? [], stages: stages, body)
    }

    /// The same with any number of measures.
    static func withStore<Result>(
        of samples: [TestSample], measures: [(name: String, values: [Int64?])],
        stages: [String: String] = SmallCorpus.stages, _ body: (Store) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cultivar-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store.create(at: folder.appending(path: "small.sqlite").path)
        try store.setStages(stages)
        if !samples.isEmpty { try load(samples, measures: measures, into: store) }
        return try body(store)
    }

    private static func load(
        _ samples: [TestSample], measures: [(name: String, values: [Int64?])], into store: Store
    ) throws {
        let load = try LoadWriter(
            store: store, description: LoadDescription(profile: nil, arguments: [], version: "test"))
        load.placeResolver = { place in
            ["Egypt": "EG", "Cairo": "EG", "Peru": "PE"][place].map {
                PlaceTarget(kind: .country, target: $0, rule: "test")
            }
        }
        load.languageResolver = { ["English": "eng", "French": "fra", "Spanish": "spa"][$0] }
        let file = try load.begin(
            FileDescription(path: "small.csv", dataset: "small", format: "csv", byteCount: nil, headHash: nil))

        func tags(_ name: String, _ role: ColumnRole, _ value: (TestSample) -> String?) throws
            -> (column: ColumnDefinition, values: SampleBatch.Values)
        {
            let column = try file.column(NewColumn(name: name, kind: .tag, role: role))
            return (column, .tags(try samples.map { try value($0).map { try code(of: $0, in: column) } ?? 0 }))
        }
        func code(of value: String, in column: ColumnDefinition) throws -> UInt32 {
            try Array(value.utf8).withUnsafeBytes { try file.intern($0, in: column) }
        }
        let measures: [(column: ColumnDefinition, values: SampleBatch.Values)] = try measures.map { name, values in
            (
                try file.column(NewColumn(name: name, kind: .integer)),
                .integers(IntegerVector(values: values.map { $0 ?? 0 }, validity: values.map { $0 != nil }))
            )
        }
        let places = try file.column(NewColumn(name: "places", kind: .tags, role: .places, valueName: "place"))
        try file.append(
            SampleBatch(
                rowCount: samples.count, recordNumbers: samples.indices.map { Int64($0 + 1) },
                recordsRead: Int64(samples.count),
                columns: [
                    try tags("source", .source, \.source), try tags("language", .language, \.language),
                    try tags("culture", .culture, \.culture), try tags("domain", .domain, \.domain),
                    try tags("task", .task, \.task),
                    (
                        places,
                        .lists(
                            lengths: samples.map { UInt32($0.places.count) },
                            codes: try samples.flatMap(\.places).map { try code(of: $0, in: places) })
                    ),
                ] + measures))
        try file.finish(contentHash: nil)
        try load.finish()
    }
}
