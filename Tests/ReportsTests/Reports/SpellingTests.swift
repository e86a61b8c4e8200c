import SQLite
import TestSupport
import Testing
@testable import LocalFacts
@testable import Warehouse

@testable import Reports

@Suite struct SpellingTests {
    @Test func whatIsOneAndWhatIsNot() {
        let spellings = Spellings([
            ("GeneralCulture", 5), ("generalculture", 3), ("general culture", 2), ("General-Culture", 1), ("C", 1),
            ("C++", 4), ("C#", 2), ("-", 1), ("_", 1), ("Ünï", 1), ("ünï", 1),
        ])
        #expect(
            spellings.shown == [
                "generalculture": "GeneralCulture", "general culture": "GeneralCulture",
                "General-Culture": "GeneralCulture", "ünï": "Ünï",
            ])
    }

    /// Each spelling of a tag was a row, and a colour of the figure.
    @Test func spellingsOfATagAreOneRow() throws {
        var samples = SmallCorpus.many
        for index in samples.indices where index % 3 == 0 {
            samples[index].culture = samples[index].culture?.uppercased()
            samples[index].domain = samples[index].domain.map { " \($0)" }
            samples[index].task = samples[index].task?.uppercased()
        }
        for name in ["composition", "tasks", "tasks-domain", "domains", "decay-divergence", "coverage-gaps-summary"] {
            let reports = try ReportCatalogue.reports(named: name)
            func rows(_ samples: [TestSample], _ parameters: [String: SQLValue] = [:]) throws -> [[SQLValue]] {
                try SmallCorpus.withStore(of: samples) { store in
                    let runner = ReportRunner(store: store, parameters: parameters)
                    return try runner.results(of: reports)[0].rows
                }
            }
            let folded = try rows(samples)
            let plain = try rows(SmallCorpus.many)
            #expect(folded.count == plain.count, "\(name)")
            guard !["decay-divergence", "coverage-gaps-summary"].contains(name) else { continue }
            let written = try rows(samples, ["as_written": 1])
            #expect(written.count > folded.count, "\(name)")
        }
    }

    /// A corpus without culture tags has places all the same.
    @Test func reportsOnPlacesRunOverAllSamplesWithoutCultureTags() throws {
        var samples = SmallCorpus.many
        for index in samples.indices { samples[index].culture = nil }
        try SmallCorpus.withStore(of: samples) { store in
            let selection = try ReportRunner(store: store).selecting(ReportCatalogue.embedded())
            let names = selection.runnable.map(\.name)
            for name in ["concentration", "diversity", "places-top", "representation", "coverage-gaps"] {
                #expect(names.contains(name))
            }
            let places = try #require(selection.runnable.first { $0.name == "places-top" })
            #expect(places.title.hasSuffix("(all samples)"))
            let result = try ReportRunner(store: store).results(of: [places])
            #expect(!result[0].rows.isEmpty && result[0].parameters["samples"] == "all")
            // The cultural ones are refused if they are asked for.
            let asked = ReportRunner(store: store, parameters: ["samples": .text("cultural")])
            #expect(try asked.selecting([places]).runnable.isEmpty)
        }
    }
}
