import Foundation
import SQLite
import Statistics
import TestSupport
import Testing
import Warehouse

@testable import Reports

/// Weights that are calibrated to known totals, and intervals by replicate weights.
@Suite struct CalibrationReportTests {
    private static let samples = SmallCorpus.many
    private static let weights: [(name: String, values: [Int64?])] = {
        var generator = SeededGenerator(seed: 12)
        func drawn(_ range: ClosedRange<Int64>) -> [Int64?] {
            samples.map { _ in Int64.random(in: range, using: &generator) }
        }
        return [("base", drawn(1...5))] + (1...8).map { ("rep_\($0)", drawn(0...10)) }
    }()

    private func withStore<Result>(_ margins: [String] = [], _ body: (Store) throws -> Result) throws -> Result {
        try SmallCorpus.withStore(of: Self.samples, measures: Self.weights) { store in
            for sql in margins { try store.connection.execute(sql) }
            return try body(store)
        }
    }

    private func message(_ sql: String, _ parameters: [String: SQLValue]) throws -> String? {
        try withStore([sql]) { store in
            #expect(throws: ReportError.self) { try ReportTables.rows("decay", on: store, parameters: parameters) }?
                .description
        }
    }

    // MARK: - Margins

    /// With one margin a weight is the size of the sample's category over what the category has.
    @Test(arguments: [nil, "base"]) func oneMarginIsPostStratification(_ weight: String?) throws {
        let margin =
            "create temp table people as select 'English' as language, 3 as size union all values ('French', 1)"
        try withStore([margin]) { store in
            var parameters: [String: SQLValue] = [
                "margins": "people", "where": "language in ('English', 'French')", "clusters": "none",
            ]
            parameters["weight"] = weight.map { .text($0) }
            let total = weight.map { "sum(\($0))" } ?? "count(*)"
            let expected = try store.connection.rows(
                """
                with sizes as (
                    select language, \(total) as size, sum(\(total)) over () as all_size
                    from samples where language in ('English', 'French') group by language
                )
                select stage, sum(iif(cultural, g * w, 0)), sum(g * w)
                from (
                    select samples.*, \(weight ?? "1") as w,
                        all_size * iif(sizes.language = 'English', 0.75, 0.25) / sizes.size as g
                    from samples join sizes on sizes.language = samples.language
                )
                where cultural is not null group by stage
                """)
            let rows = try ReportTables.rows("decay", on: store, parameters: parameters)
            #expect(rows.count == expected.count && rows.count > 3)
            for row in rows {
                let own = try #require(expected.first { $0[0] == row["stage"] })
                #expect(abs(try #require(row["k"]?.number) - (own[1].number ?? .nan)) < 1e-9, "\(row)")
                #expect(abs(try #require(row["n"]?.number) - (own[2].number ?? .nan)) < 1e-9, "\(row)")
            }
        }
    }

    /// Two margins, one of them over two columns: the weighted samples have both, in lists too.
    @Test func severalMarginsAreMetAtOnce() throws {
        let margins = [
            "create temp table people as select 'English' as language, 5 as size union all values ('French', 2), ('Spanish', 3)",
            """
            create temp table plan as
            select source, domain, 1 + length(source) * length(domain) as size
            from samples where domain is not null group by source, domain
            """,
        ]
        try withStore(margins) { store in
            let condition = "language is not null and domain is not null"
            let parameters: [String: SQLValue] = [
                "margins": "people, plan", "where": .text(condition), "by": "language",
            ]
            let runner = ReportRunner(store: store, parameters: parameters)
            for name in ["decay", "places-top", "tasks", "representation"] {
                let report = try #require(ReportCatalogue.reports(named: name).first)
                let arguments = try ReportArguments(of: report, given: parameters, store: store)
                let weight = try #require(arguments.replacements["weight"])
                let all = try store.connection.value("select count(*) from samples where \(condition)").number ?? .nan
                for (column, table) in [("language", "people"), ("source, domain", "plan")] {
                    let weighted = try store.connection.rows(
                        "select \(column), sum(\(weight)) from samples where \(condition) group by \(column)")
                    let sizes = try store.connection.rows(
                        "select \(column), size * 1.0 / (select sum(size) from \(table)) from \(table) order by \(column)"
                    )
                    #expect(weighted.count == sizes.count)
                    for (one, other) in zip(weighted, sizes) {
                        #expect(one.dropLast().elementsEqual(other.dropLast()))
                        #expect(abs((one.last?.number ?? .nan) - all * (other.last?.number ?? .nan)) < 1e-7)
                    }
                }
                #expect(try runner.result(of: report.tables[0], in: report).rows.isEmpty == false)
            }
        }
    }

    @Test func marginsThatCannotBeMetAreRefused() throws {
        let languages = "select 'English' as language, 1 as size union all values ('French', 1)"
        let known: [String: SQLValue] = ["margins": "people", "where": "language in ('English', 'French')"]
        #expect(
            try message("create temp table people as \(languages)", ["margins": "people"])
                == "--margins people: some samples have language null, which is not in the table: "
                + "add it, or leave them out by --where")
        #expect(
            try message("create temp table people as \(languages) union all values ('Quechua', 2)", known)
                == "--margins people: no sample that is counted has language Quechua, and no weight makes up for that")
        #expect(
            try message("create temp table people as \(languages) union all values ('French', 2)", known)
                == "--margins people: language French stands in it twice")
        #expect(
            try message("create temp table people as \(languages) union all values ('Spanish', 'many')", known)
                == "--margins people: the size of language Spanish is many: it must be a number, 0 or more")
        #expect(
            try message("create temp table people as \(languages) union all values ('Spanish', -1)", known)
                == "--margins people: the size of language Spanish is -1: it must be a number, 0 or more")
        #expect(
            try message("create temp table people as select 'x' as sauce, 1 as size", known)?
                .hasPrefix("--margins people: samples have no column sauce: they have ") == true)
        #expect(
            try message("create temp table people as select 1 as size", known)
                == "--margins people: the table needs columns of samples, such as language, and last the size of each value"
        )
        #expect(
            try message("create temp table people as \(languages)", ["margins": "nobody"])?
                .hasPrefix("--margins nobody: there is no such table: there are people; --table") == true)
    }

    // MARK: - Replicate weights

    /// The variance by an SQL statement of its own, the interval written out.
    @Test(arguments: ["brr", "jackknife", "bootstrap", "fay:0.5"])
    func intervalsAreOfTheSpreadOverReplicates(_ replication: String) throws {
        let (method, fay) = replication == "fay:0.5" ? ("brr", 0.5) : (replication, 0)
        try withStore { store in
            let rows = try ReportTables.rows(
                "decay", on: store,
                parameters: [
                    "weight": "base", "replicate_weights": "rep_*", "replication": .text(replication),
                ])
            for row in rows {
                let share = try #require(row["share"]?.number)
                let runs = (1...8).map {
                    "select sum(iif(cultural, rep_\($0), 0)) * 1.0 / sum(rep_\($0)) as share from own"
                }
                let variance = try store.connection.rows(
                    """
                    with own as (select * from samples where cultural is not null and stage is ?)
                    select replicate_variance('\(method)', \(share), share)
                    from (\(runs.joined(separator: " union all ")))
                    """, row["stage"] ?? .null
                )[0][0].number
                // Student's quantile with seven degrees of freedom.
                let reach = 2.364624251592784 * (try #require(variance)).squareRoot() / (1 - fay)
                let logit = log(share / (1 - share))
                for (name, side) in [("share_low", -1.0), ("share_high", 1.0)] {
                    let expected = 1 / (1 + exp(-(logit + side * reach / (share * (1 - share)))))
                    #expect(abs(try #require(row[name]?.number) - expected) < 1e-12, "\(row)")
                }
                #expect(row["interval"] == "replicates")
            }
            #expect(rows.count == 4)
        }
    }

    /// Each run is calibrated by itself: a share that the margin fixes does not vary.
    @Test func replicatesAreCalibratedEach() throws {
        let margin = "create temp table people as select true as cultural, 1 as size union all values (false, 3)"
        try withStore([margin]) { store in
            let rows = try ReportTables.rows(
                "decay", on: store,
                parameters: [
                    "weight": "base", "replicate_weights": "rep_1,rep_2,rep_3", "margins": "people",
                    "where": "stage = 'sft' and cultural is not null",
                ])
            let row = try #require(rows.first)
            #expect(abs(try #require(row["share"]?.number) - 0.25) < 1e-9)
            #expect(abs(try #require(row["share_high"]?.number) - 0.25) < 1e-6)
        }
    }

    @Test(arguments: ["composition", "tasks", "tasks-domain", "domains", "representation", "decay-source"])
    func everyTableWithReplicatesFillsItsIntervals(_ name: String) throws {
        try withStore { store in
            let parameters: [String: SQLValue] = ["weight": "base", "replicate_weights": "rep_*"]
            let rows = try ReportTables.rows(name, on: store, parameters: parameters)
            let inner = rows.filter { ($0["share"]?.number).map { $0 > 0 && $0 < 1 } == true }
            #expect(!inner.isEmpty)
            for row in inner {
                let (low, high) = (row["share_low"]?.number ?? .nan, row["share_high"]?.number ?? .nan)
                #expect(low < row["share"]?.number ?? .nan && high > row["share"]?.number ?? .nan, "\(row)")
            }
        }
    }

    /// The ratio of the first stage to itself does not vary, and has no interval.
    @Test func whatHasNoIntervalHasNoneByReplicates() throws {
        try withStore { store in
            let parameters: [String: SQLValue] = ["weight": "base", "replicate_weights": "rep_*"]
            let rows = try ReportTables.rows("decay", on: store, parameters: parameters)
            #expect(rows[0]["ratio_first"] == 1.0)
            #expect(rows[0]["ratio_first_low"] == .null && rows[0]["ratio_first_high"] == .null)
            #expect(rows[1]["ratio_first_low"] != .null)
        }
    }

    @Test func theReplicateThatFailsIsNamed() throws {
        let zero = Self.samples.map { $0.language == "French" ? Int64(0) : 1 }
        let measures = Self.weights.prefix(2) + [(name: "rep_2", values: zero)]
        try SmallCorpus.withStore(of: Self.samples, measures: Array(measures)) { store in
            try store.connection.execute(
                "create temp table people as select 'English' as language, 3 as size union all values ('French', 1)")
            let error = #expect(throws: ReportError.self) {
                try ReportTables.rows(
                    "decay", on: store,
                    parameters: [
                        "weight": "base", "replicate_weights": "rep_*", "margins": "people",
                        "where": "language in ('English', 'French')",
                    ])
            }
            #expect(
                error?.description == "with the replicate weight rep_2: --margins people: "
                    + "no sample that is counted has language French, and no weight makes up for that")
        }
    }

    @Test func replicatesThatAreNoneAreRefused() throws {
        try withStore { store in
            func message(_ parameters: [String: SQLValue]) -> String? {
                #expect(throws: ReportError.self) {
                    try ReportTables.rows("decay", on: store, parameters: parameters)
                }?.description
            }
            #expect(
                message(["weight": "base", "replicate_weights": "jk_*"])?
                    .hasPrefix("--replicate-weights cannot be jk_*: it is one of base, rep_1") == true)
            #expect(
                message(["weight": "base", "replicate_weights": "rep_1"])
                    == "--replicate-weights cannot be rep_1: it is two measures or more: names, or a pattern such as rep_*"
            )
            for replication in ["fay", "fay:1", "fay:-0.1", "fay:x", "jrr"] {
                #expect(
                    message(["replication": .text(replication)])
                        == "--param replication cannot be \(replication): it is one of brr, jackknife, bootstrap, fay:0.5"
                )
            }
            #expect(
                message(["replicate_weights": "rep_*"])
                    == "--replicate-weights cannot be rep_*: "
                    + "it is given with --weight, the weight whose replicates these are")
        }
    }

    @Test(arguments: [
        ("rep_*", Array(1...8).map { "rep_\($0)" }), ("REP_?", Array(1...8).map { "rep_\($0)" }),
        ("*_1, base", ["base", "rep_1"]), ("r*p*[23]", ["rep_2", "rep_3"]), ("rep_2,Rep_1", ["rep_1", "rep_2"]),
        ("*", ["base"] + Array(1...8).map { "rep_\($0)" }),
    ])
    func patternsNameMeasures(_ pattern: String, _ expected: [String]) throws {
        try withStore { store in
            let report = try ReportCatalogue.reports(named: "decay")[0]
            let parameter = try #require(report.parameters.first { $0.isReplicates })
            let arguments = try ReportArguments(of: report, given: [:], store: store)
            #expect(try arguments.measures(.text(pattern), of: "samples", for: parameter) == expected)
        }
    }
}
