import Testing
import Warehouse

@testable import Reports

/// Every report on stores that lack something: a right table, or one sentence that says what is missing.
@Suite struct ReportEdgeTests {
    private static let plain = TestSample("web", "English", "GeneralCulture", "news", "write", ["Egypt"])

    /// A corpus by name, and the reports that must be left out for it.
    private static let corpora: [(name: String, samples: [TestSample], omitted: [String: String])] = [
        ("one row", [plain], provenance),
        ("one row that is not cultural", [TestSample("web", "English", "NoCulture", "news", "write")], placeless),
        ("one source", SmallCorpus.many.filter { $0.source == "web" }, provenance),
        ("one language", SmallCorpus.many.filter { $0.language == "French" }, provenance),
        (
            "no language", SmallCorpus.many.map { $0.with { $0.language = nil } },
            provenance.merging(
                ["multilinguality": "language", "multilinguality-correlation": "language"]) { $1 }
        ),
        ("no places", SmallCorpus.many.map { $0.with { $0.places = [] } }, placeless),
        (
            "no stage", SmallCorpus.many.map { $0.with { $0.source = "loose" } },
            provenance.merging(["decay": "stage", "decay-explained": "stage"]) { $1 }
        ),
        (
            "no culture tag", SmallCorpus.many.map { $0.with { $0.culture = nil } },
            [
                "decay": "culture", "decay-explained": "culture", "composition": "culture", "tasks": "culture",
                "domains": "culture", "data-provenance": "year",
            ]
        ),
        (
            "nothing but rows", [TestSample(nil, nil, nil, nil, nil)],
            [
                "decay": "stage", "decay-explained": "culture", "composition": "culture", "concentration": "place",
                "diversity": "place", "places-top": "place", "multilinguality": "language",
                "multilinguality-correlation": "language", "tasks": "task", "domains": "domain",
                "data-provenance": "year", "task-domain-gap": "task",
            ]
        ),
    ]
    private static let provenance = ["data-provenance": "year"]
    private static let placeless = [
        "data-provenance": "year", "concentration": "place", "diversity": "place", "places-top": "place",
    ]

    @Test(arguments: corpora.map(\.name))
    func aTableOrASentence(_ name: String) throws {
        let corpus = try #require(Self.corpora.first { $0.name == name })
        try SmallCorpus.withStore(of: corpus.samples) { store in
            let selection = try ReportRunner(store: store).selecting(try ReportCatalogue.embedded())
            let omitted = Dictionary(
                uniqueKeysWithValues: selection.omitted.filter { !$0.report.needsMoreThanTags }.map {
                    ($0.report.name, $0.reason.description)
                })
            #expect(omitted.keys.sorted() == corpus.omitted.keys.sorted())
            for (report, column) in corpus.omitted {
                let sentence = omitted[report, default: ""]
                #expect(sentence.contains(" \(column)"), "\(report): \(sentence)")
                #expect(!sentence.contains("\n"), "\(sentence)")
            }
            let tables = try ReportTables.all(on: store, parameters: ["replicates": 100])
            #expect(tables == (try ReportTables.all(on: store, parameters: ["replicates": 100])), "two runs differ")
            for (name, table) in tables {
                let cells = Set(table.lowercased().split { $0 == "," || $0 == "\n" })
                #expect(cells.isDisjoint(with: ["inf", "-inf"]), "\(name): \(table)")
            }
        }
    }

    @Test func anEmptyStoreHasNothingToSay() throws {
        try SmallCorpus.withStore(of: []) { store in
            let selection = try ReportRunner(store: store).selecting(try ReportCatalogue.embedded())
            #expect(selection.runnable.isEmpty)
            for omission in selection.omitted where !omission.report.needsMoreThanTags {
                #expect(omission.reason.description.contains("has no samples: load some with `cultivar ingest`"))
            }
        }
    }
}

extension TestSample {
    /// A changed copy.
    func with(_ change: (inout TestSample) -> Void) -> TestSample {
        var sample = self
        change(&sample)
        return sample
    }
}
