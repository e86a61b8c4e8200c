import SQLite
import Testing
import Warehouse

@testable import Reports

/// The parameters that many reports have: what they change, and what they refuse.
@Suite struct ReportOptionTests {
    private func rows(_ name: String, _ parameters: [String: SQLValue] = [:]) throws -> [[String: SQLValue]] {
        try SmallCorpus.withStore(of: SmallCorpus.samples, measure: "tokens", of: Self.tokens) { store in
            try ReportTables.rows(name, on: store, parameters: parameters)
        }
    }

    /// One per sample of SmallCorpus.samples; the last is not known.
    private static let tokens: [Int64?] = [10, 1, 1, 4, 2, 6, 8, 5, 5, 3, nil]

    private func error(_ name: String, _ parameters: [String: SQLValue]) -> ReportError? {
        do {
            _ = try rows(name, parameters)
            return nil
        } catch { return error as? ReportError }
    }

    private func message(_ name: String, _ parameters: [String: SQLValue]) -> String {
        error(name, parameters)?.description ?? "nothing was refused"
    }

    @Test func whereLeavesOutSamples() throws {
        let french = try rows("decay", ["where": "language = 'French'"])
        // Of the two French samples one is of the stage pretraining, one of sft; both are cultural.
        #expect(french.map { $0["stage"] } == ["pretraining", "sft"])
        #expect(french.map { $0["k"] } == [1, 1] && french.map { $0["n"] } == [1, 1])
        #expect(try rows("decay", ["where": "true"]) == rows("decay"))
        #expect(try rows("decay", ["where": .null]) == rows("decay"))
    }

    @Test func byMakesGroups() throws {
        let bySource = try rows("decay", ["by": "source"])
        #expect(bySource.map { $0["by"] } == ["aya", "loose", "ultra", "web"])
        #expect(bySource.map { $0["k"] } == [2, 1, 1, 2])
        #expect(try rows("decay", ["by": "SOURCE"]) == bySource, "SQL does not tell cases apart")
        #expect(Set(try rows("decay").map { $0["by"] }) == [.null])
    }

    /// Of pretraining the cultural samples have 14 of 16 tokens; Kish: 16² / (100 + 1 + 1 + 16).
    @Test func weightCountsAMeasure() throws {
        let row = try #require(try rows("decay", ["weight": "tokens"]).first)
        #expect(row["k"] == 14 && row["n"] == 16 && row["share"] == .real(14.0 / 16))
        #expect(row["effective_n"] == .real(256.0 / 118))
        // The sample whose tokens nobody knows is in no sum.
        #expect(try rows("decay", ["weight": "tokens"]).last?["n"] == 0)
        #expect(try rows("decay", ["weight": "n"]) == rows("decay"))
    }

    /// "Egypt", "Cairo", "Egypt" of one sample: whole 1, mentions 2, of two distinct places a half.
    @Test(arguments: [
        ("whole", nil, 2.0), ("mention", nil, 3.0), ("fractional", nil, 1.5), ("whole", "tokens", 14.0),
        ("mention", "tokens", 18.0), ("fractional", "tokens", 12.0),
    ])
    func countingAndWeight(_ way: String, _ weight: String?, _ egypt: Double) throws {
        var parameters: [String: SQLValue] = ["counting": .text(way), "by": .null]
        if let weight { parameters["weight"] = .text(weight) }
        let row = try rows("places-top", parameters).first { $0["place"] == "Egypt" }
        #expect(row?["n"]?.number == egypt)
    }

    @Test func smallCellsAreFlaggedAndShown() throws {
        #expect(try rows("decay", ["min_n": 4]).map { $0["small"] } == [0, 1, 1, 1])
        #expect(try rows("decay", ["min_n": 0]).map { $0["small"] } == [0, 0, 0, 0])
        #expect(try rows("decay", ["min_n": 1000]).count == rows("decay").count)
    }

    @Test func levelWidensTheIntervals() throws {
        let narrow = try rows("decay", ["level": 0.5])
        let wide = try rows("decay", ["level": 0.99])
        for (narrow, wide) in zip(narrow, wide) {
            #expect((narrow["share_low"]?.number ?? 0) > (wide["share_low"]?.number ?? 1))
        }
    }

    @Test func seedsRepeat() throws {
        let first = try rows("multilinguality", ["seed": 7, "replicates": 150])
        #expect(try rows("multilinguality", ["seed": 7, "replicates": 150]) == first)
        #expect(try rows("multilinguality", ["seed": 8, "replicates": 150]) != first)
    }

    @Test func theReferenceIsASource() throws {
        let gaps = try rows("task-domain-gap", ["reference": "ultra"])
        #expect(!gaps.contains { $0["by"] == "ultra" } && gaps.contains { $0["by"] == "web" })
        #expect(
            message("task-domain-gap", ["reference": "chats"])
                == "--param reference cannot be chats: it is one of web, aya, loose, ultra")
    }

    // MARK: - Refusals

    @Test func aParameterThatTheReportDoesNotHave() {
        #expect(
            message("overview", ["by": "source"])
                == "report overview takes no --by: it takes --where, --clusters, --min-n, --level"
        )
        #expect(message("decay", ["unit": "place"]).hasPrefix("report decay takes no --param unit: it takes --by, "))
    }

    @Test func valuesThatAParameterCannotHave() {
        #expect(message("decay", ["level": 95]) == "--level cannot be 95: it is number from 0.5 to 0.9999")
        #expect(message("decay", ["min_n": -1]).hasPrefix("--min-n cannot be -1: it is integer from 0 to"))
        #expect(message("decay", ["min_n": "many"]).hasPrefix("--min-n cannot be many"))
        #expect(message("decay", ["weight": "words"]) == "--weight cannot be words: it is tokens")
        #expect(message("decay", ["weight": "source"]) == "--weight cannot be source: it is tokens")
        #expect(message("decay", ["by": "sauce"]).hasPrefix("--by cannot be sauce: it is one of id, dataset, source, "))
        #expect(message("decay", ["by": "n"]).hasPrefix("--by cannot be n"))
        #expect(
            message("tasks", ["counting": "half"])
                == "--counting cannot be half: it is one of whole, mention, fractional")
        #expect(
            message("decay-explained", ["base": "last"]) == "--param base cannot be last: it is one of previous, first")
    }

    @Test func conditionsPointAtTheirPlace() {
        #expect(
            message("decay", ["where": "stage = 'sft' and sauce = 1"]) == """
                --where: no such column: sauce (line 1, column 19)
                    stage = 'sft' and sauce = 1
                                      ^
                did you mean source?
                """)
        #expect(message("decay", ["where": "true; drop table load"]).contains("a condition is one expression"))
        #expect(
            message("decay", ["where": "language = 'Basque'"])
                == "report decay has nothing to say: no sample meets --where language = 'Basque'")
    }

    @Test func measuresWhereThereIsNone() throws {
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            let error = #expect(throws: ReportError.self) {
                try ReportTables.rows("decay", on: store, parameters: ["weight": "tokens"])
            }
            #expect(error?.description == "--weight cannot be tokens: the store has none")
        }
    }

    /// Among several reports, those that lack a parameter which decides what is counted are left out.
    @Test func ofAllReportsThoseThatHeedIt() throws {
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            let all = try ReportCatalogue.embedded()
            func runnable(_ parameters: [String: SQLValue]) throws -> [String] {
                try ReportRunner(store: store, parameters: parameters).selecting(all).runnable.map(\.name)
            }
            let counted = try runnable(["counting": "fractional"])
            #expect(!counted.contains("decay") && counted.contains("tasks"))
            // Only data-provenance has nothing to say, and no report has to be replaced.
            let expected = all.filter {
                !$0.needsMoreThanTags && $0.name != "data-provenance" && $0.replaces.isEmpty
            }
            .map(\.name)
            #expect(try runnable(["level": 0.9]) == expected)
        }
    }

    /// Every report takes every one of its own parameters with a value other than the default.
    @Test func everyParameterOfEveryReport() throws {
        try SmallCorpus.withStore(
            of: SmallCorpus.many, measure: "tokens", of: SmallCorpus.many.indices.map { Int64($0) }
        ) {
            store in
            try store.connection.execute(
                "create temp table margin as select source, count(*) as size from samples group by source")
            for report in try ReportCatalogue.embedded()
            where report.name != "data-provenance" && !report.needsMoreThanTags {
                for parameter in report.parameters {
                    let value: SQLValue =
                        switch parameter.kind {
                        case .column: "domain"
                        case .columns: "task,language"
                        case .condition: "source <> 'aya' and language is not null"
                        case .measure: "tokens"
                        case .measures: .null
                        case .margins: "margin"
                        case .replication: "fay:0.3"
                        case .counting: "mention"
                        case .spellings: 1
                        case .quantities: "*"
                        case .choice(let words): .text(words[words.count - 1])
                        case .member: "web"
                        case .number: 0.8
                        case .integer(let range): .integer(range.lowerBound + 3)
                        case .value: .null
                        }
                    let tables = try ReportTables.all(
                        on: store, reports: [report], parameters: [parameter.name: value])
                    #expect(tables.count == report.tables.count, "\(report.name) \(parameter.option)")
                }
            }
        }
    }
}
