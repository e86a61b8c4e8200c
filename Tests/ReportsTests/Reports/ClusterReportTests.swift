import SQLite
import Statistics
import Testing
import Warehouse

@testable import Reports

/// Sources are clusters: what the reports say of few, of many, and of none.
@Suite struct ClusterReportTests {
    /// Sources of one stage each, as many samples in each, with their numbers of cultural samples.
    private func rows(
        _ name: String, _ stages: [String: [Int]], size: Int = 40, _ parameters: [String: SQLValue] = [:]
    ) throws -> [[String: SQLValue]] {
        var samples: [TestSample] = []
        var stageOfSource: [String: String] = [:]
        for (stage, sources) in stages.sorted(by: { $0.key < $1.key }) {
            for (number, hits) in sources.enumerated() {
                let source = "\(stage)-\(number)"
                stageOfSource[source] = stage
                for sample in 0..<size {
                    samples.append(
                        TestSample(
                            source, sample % 3 == 0 ? "French" : "English",
                            sample < hits ? "GeneralCulture" : "NoCulture",
                            sample % 2 == 0 ? "news" : "food", "write"))
                }
            }
        }
        return try SmallCorpus.withStore(of: samples, stages: stageOfSource) {
            try ReportTables.rows(name, on: $0, parameters: parameters)
        }
    }

    private let few = ["pretraining": [15, 25], "sft": [10, 12]]
    private let many = [
        "pretraining": [20, 12, 28, 22, 18, 31, 9, 25, 16, 24, 19, 27],
        "sft": [10, 6, 14, 20, 5, 9, 12, 8, 16, 11, 7, 13],
    ]

    @Test func twoSourcesAreFixedAndSaySo() throws {
        let row = try #require(try rows("decay", few).first)
        #expect(row["interval"] == "fixed" && row["clusters"] == 2)
        #expect(try #require(row["deff"]?.number) > 2)
        let samples = try #require(try rows("decay", few, ["clusters": "none"]).first)
        #expect(samples["interval"] == "samples" && samples["clusters"] == .null && samples["deff"] == .null)
        #expect(samples["share_low"]?.number == wilsonInterval(successes: 40, trials: 80)?.low)
    }

    @Test func manySourcesWidenTheInterval() throws {
        let row = try #require(try rows("decay", many).first)
        let samples = try #require(try rows("decay", many, ["clusters": "none"]).first)
        #expect(row["interval"] == "clusters" && row["clusters"] == 12)
        func width(_ row: [String: SQLValue]) -> Double {
            (row["share_high"]?.number ?? .nan) - (row["share_low"]?.number ?? .nan)
        }
        #expect(width(row) > 1.5 * width(samples))
        let expected = try #require(ClusteredShare(many["pretraining"]?.map { ClusterTally(Double($0), of: 40) } ?? []))
        #expect(row["share_low"]?.number == expected.interval()?.low && row["deff"]?.number == expected.designEffect)
        // Any column can be the cluster.
        let languages = try #require(try rows("decay", many, ["clusters": "language"]).first)
        #expect(languages["interval"] == "fixed" && languages["clusters"] == 2)
    }

    // MARK: - Reports of places, countries, tasks and gaps

    /// Sources of one stage each with as many samples, that name Peru as often as is said, else Egypt.
    private func places(
        _ name: String, _ hits: [Int], size: Int = 40, _ parameters: [String: SQLValue] = [:]
    ) throws -> [[String: SQLValue]] {
        let samples = hits.enumerated().flatMap { number, hits in
            (0..<size).map { sample in
                TestSample(
                    "s\(number)", sample % 2 == 0 ? "French" : "English", "GeneralCulture",
                    sample < hits ? "food" : "news", sample % 3 == 0 ? "write" : "summarise",
                    [sample < hits ? "Peru" : "Egypt"])
            }
        }
        let stages = Dictionary(
            uniqueKeysWithValues: hits.indices.map { ("s\($0)", $0 % 2 == 0 ? "sft" : "alignment") })
        return try SmallCorpus.withStore(of: samples, stages: stages) {
            try ReportTables.rows(name, on: $0, parameters: parameters)
        }
    }

    private let hits = [20, 12, 28, 22, 18, 31, 9, 25, 16, 24, 19, 27]

    @Test(arguments: ["places-top", "representation"])
    func placesAndCountriesCountSources(_ name: String) throws {
        let expected = try #require(ClusteredShare(hits.map { ClusterTally(Double($0), of: 40) }))
        let key = name == "places-top" ? "place" : "country"
        let rows = try places(name, hits, ["by": .null])
        let row = try #require(rows.first { $0[key] == "Peru" })
        #expect(row["interval"] == "clusters" && row["clusters"] == 12)
        #expect(row["share_low"]?.number == expected.interval()?.low && row["deff"]?.number == expected.designEffect)
        let samples = try #require(
            try places(name, hits, ["by": .null, "clusters": "none"]).first { $0[key] == "Peru" })
        #expect(samples["interval"] == "samples" && samples["clusters"] == .null && samples["deff"] == .null)
        #expect(
            samples["share_high"]?.number
                == wilsonInterval(successes: Double(hits.reduce(0, +)), trials: 480)?.high)
    }

    @Test func aListOfEachSourceTakesItAsFixed() throws {
        let rows = try places("places-top", hits)
        #expect(rows.count == 24 && rows.allSatisfy { $0["interval"] == "fixed" && $0["clusters"] == 1 })
    }

    @Test func gapsOfTasksCountSources() throws {
        let rows = try places("task-domain-gap", hits, ["by": "stage"])
        let row = try #require(rows.first { $0["by"] == "sft" && $0["task"] == "summarise" && $0["domain"] == "food" })
        let tallies = hits.enumerated().map { number, hits in
            let tally = ClusterTally(Double((0..<40).count { $0 < hits && $0 % 3 != 0 }), of: 40)
            let none = ClusterTally(0, of: 0)
            return number % 2 == 0 ? (first: none, second: tally) : (first: tally, second: none)
        }
        let expected = try #require(ClusteredContrast(tallies))
        #expect(row["interval"]?.text == expected.basis.rawValue && row["clusters"] == 12)
        #expect(row["difference_low"]?.number == expected.differenceInterval()?.low)
        #expect(row["difference_high"]?.number == expected.differenceInterval()?.high)
        // Where each value of --by is one cluster, nothing can be taken as a sample of clusters.
        let own = try places("task-domain-gap", hits)
        #expect(own.allSatisfy { $0["interval"] == "fixed" && $0["clusters"] == .null })
        let samples = try places("task-domain-gap", hits, ["by": "stage", "clusters": "none"])
        #expect(samples.allSatisfy { $0["interval"] == "samples" })
    }

    /// The standard error of n - expected, by leaving out each of 24 clusters in turn.
    @Test func gapsOfCoverageOverClusters() throws {
        var cells: [[[Double]]] = []
        var samples: [TestSample] = []
        for cluster in 0..<24 {
            let counts = [[4 + cluster % 5, 1], [2, 6 + cluster % 7]]
            cells.append(counts.map { $0.map(Double.init) })
            for (domain, row) in zip(["news", "food"], counts) {
                for (task, count) in zip(["write", "summarise"], row) {
                    samples += [TestSample](
                        repeating: TestSample("s\(cluster)", nil, "GeneralCulture", domain, task), count: count)
                }
            }
        }
        let rows = try SmallCorpus.withStore(of: samples) {
            try ReportTables.rows("coverage-gaps", on: $0, parameters: ["min_n": 30])
        }
        let row = try #require(rows.first)
        #expect(rows.count == 1 && row["first"] == "news" && row["second"] == "summarise" && row["clusters"] == 24)
        func gap(without left: Int?) -> Double {
            let kept = cells.indices.filter { $0 != left }
            func sum(_ value: ([[Double]]) -> Double) -> Double { kept.reduce(0) { $0 + value(cells[$1]) } }
            let scale = Double(cells.count) / Double(kept.count)
            let all = sum { $0[0][0] + $0[0][1] + $0[1][0] + $0[1][1] }
            return scale * (sum { $0[0][1] } - sum { $0[0][0] + $0[0][1] } * sum { $0[0][1] + $0[1][1] } / all)
        }
        let left = cells.indices.map { gap(without: $0) }
        let mean = left.reduce(0, +) / 24
        let jackknife = (left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * 23 / 24).squareRoot()
        // The jackknife and the delta method agree to terms of the order 1 / clusters.
        let expected = gap(without: nil) / jackknife
        #expect(abs(try #require(row["z_clusters"]?.number) / expected - 1) < 0.05)
    }

    @Test func theFirstStageHasNoIntervalOfItsRatio() throws {
        for parameters in [[:], ["clusters": "none"]] as [[String: SQLValue]] {
            let rows = try rows("decay", many, parameters)
            #expect(rows[0]["ratio_first"] == 1.0)
            #expect(rows[0]["ratio_first_low"] == .null && rows[0]["ratio_first_high"] == .null)
            #expect(rows[1]["ratio_first_low"] != .null)
        }
    }

    @Test func contrastsAreAdjusted() throws {
        let stages = many.merging(["alignment": [11, 7, 13, 19, 6, 9, 12, 8, 15, 11, 8, 13]]) { one, _ in one }
        let rows = try rows("decay-contrasts", stages)
        #expect(rows.map { $0["base"] } == ["first", "first", "previous"])
        #expect(rows.map { $0["base_stage"] } == ["pretraining", "pretraining", "sft"])
        for row in rows {
            #expect(row["interval"] == "clusters" && row["clusters"] == 24 && row["pairs"] == 0)
            let (p, holm) = (row["p"]?.number ?? .nan, row["p_holm"]?.number ?? .nan)
            #expect(holm >= p && holm <= 1)
        }
        #expect((rows[0]["p_holm"]?.number ?? 1) < 0.01 && (rows[2]["p_holm"]?.number ?? 0) > 0.5)
    }

    @Test func aCurveThatDoesNotFitHasNoHalfLife() throws {
        let up = ["pretraining": [1_000], "sft": [200], "alignment": [900]]
        let row = try #require(try rows("decay-trend", up, size: 1_500).first)
        #expect((row["fit_p"]?.number ?? 1) < 1e-6 && row["half_life"] == .null && row["decay_rate"] != .null)
        #expect((row["dispersion"]?.number ?? 0) > 10 && row["df"] == 1)
        let down = ["pretraining": [1_000], "sft": [500], "alignment": [250]]
        let fitted = try #require(try rows("decay-trend", down, size: 1_500).first)
        #expect(abs((fitted["half_life"]?.number ?? .nan) - 1) < 1e-6)
    }

    @Test func componentsAddUp() throws {
        for factors in ["language", "language,domain", "domain, language, task", "source,language"] {
            let rows = try rows("decay-explained-factors", many, ["factors": .text(factors)])
            #expect(rows.count == factors.split(separator: ",").count + 1 && rows.last?["component"] == "rate")
            let sum = rows.reduce(0) { $0 + ($1["effect"]?.number ?? .nan) }
            #expect(abs(sum - (rows[0]["difference"]?.number ?? .nan)) < 1e-14)
            #expect(rows.allSatisfy { $0["effect_low"] != .null })
        }
        for wrong in ["language,language", "", "sauce"] {
            #expect(throws: ReportError.self) {
                try rows("decay-explained-factors", many, ["factors": .text(wrong)])
            }
        }
    }

    @Test func verdictsCompareWithTheMargin() throws {
        let stages = ["pretraining": [20], "sft": [20]]
        func verdicts(_ margin: Double) throws -> Set<SQLValue?> {
            Set(try rows("task-domain-gap", stages, size: 2_000, ["margin": .real(margin)]).map { $0["verdict"] })
        }
        #expect(try verdicts(0.1) == ["negligible"])
        #expect(try verdicts(0) == ["undecided"])
    }
}
