import Foundation
import TestSupport
import Testing

/// Every report on every real data set: a table, or one sentence that says what is missing. And what others have
/// published.
@Suite(.enabled(if: SharedStore.isPresent, "../shared/data is not there: nothing to report on"))
struct SharedReportTests {
    /// A data set of `../shared/data`, and a report that has something to say about it.
    static let sets = [
        ("dpi-text", "data-provenance.csv"), ("blend", "task-domain-gap.csv"), ("mgsm", "overview.csv"),
        ("roots", "overview-sources.csv"), ("web-pretrain", "overview.csv"), ("alignment", "overview.csv"),
    ]

    @Test(arguments: sets)
    func aTableOrASentence(_ dataset: String, _ file: String) throws {
        try Program.inFreshFolder { program in
            let data = PackageRoot.sharedData.appending(path: dataset).path
            let load = try program.run("ingest", data, "--profile", dataset, "--quiet", "--store", "own.sqlite")
            #expect(load.code == 0)
            try expectAllReports(program, arguments: [])
            #expect(program.exists("tables/\(file)"))
            // These data sets have no culture tags: with all samples counted, their places are reported too.
            let places = try program.run("report", "places-top", "--param", "samples=all", "--store", "own.sqlite")
            #expect(places.code == 0 || places.errors.hasSuffix("no sample has a place\n"), "\(places.errors)")
        }
    }

    @Test func allDataSetsInOneStore() throws {
        let program = Program(folder: FileManager.default.temporaryDirectory)
        let result = try program.run("report", "overview", "--store", SharedStore.path())
        #expect(result.code == 0 && result.errors.isEmpty)
    }

    private func expectAllReports(_ program: Program, arguments: [String]) throws {
        let result = try program.run("report", "all", "--out", "tables", "--format", "csv", "--store", "own.sqlite")
        #expect(result.code == 0)
        for line in result.errors.split(separator: "\n") {
            #expect(line.wholeMatch(of: /cultivar: left out: report [a-z-]+ has nothing to say: .+/) != nil, "\(line)")
        }
    }

    /// docs/published-figures.md: Gini 0.92 and 2.1 T tokens.
    @Test func theDataProvenanceInitiative() throws {
        let program = Program(folder: FileManager.default.temporaryDirectory)
        let result = try program.run(
            "report", "data-provenance", "--format", "jsonl", "--replicates", "100", "--store", SharedStore.path())
        #expect(result.code == 0, "\(result.errors)")
        let line = try #require(result.output.split(separator: "\n").first)
        let row = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        func number(_ name: String) -> Double { (row[name] as? NSNumber)?.doubleValue ?? .nan }
        #expect(abs(number("gini") - 0.9186924404855452) < 1e-12)
        #expect((number("gini") * 100).rounded() == 92)
        #expect(abs(number("total") - 2_080_645_245_506.009) < 0.01)
        #expect(number("data_sets") == 2311 && number("with_weight") == 2226 && number("places") == 52)
        #expect(number("with_creator") == 1980)
    }
}
