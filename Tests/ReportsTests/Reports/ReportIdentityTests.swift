import SQLite
import Testing
import Warehouse

@testable import Reports

/// Identities between the numbers of a table, for any corpus.
@Suite struct ReportIdentityTests {
    private func rows(_ name: String, _ parameters: [String: SQLValue] = [:]) throws -> [[String: SQLValue]] {
        try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            // Few replicates: what must hold, must hold for any number of them.
            let resamples = name.hasPrefix("multilinguality")
            let few: [String: SQLValue] = resamples ? ["replicates": 100] : [:]
            return try ReportTables.rows(name, on: store, parameters: parameters.merging(few) { own, _ in own })
        }
    }

    private func total(_ rows: [[String: SQLValue]], _ column: String) -> Double {
        rows.reduce(0) { $0 + ($1[column]?.number ?? 0) }
    }

    private func isClose(_ left: Double?, _ right: Double?) -> Bool {
        guard let left, let right else { return false }
        return abs(left - right) <= 1e-12 * max(1, abs(left), abs(right))
    }

    /// A report, the columns of its groups, and the share that must sum to 1 in each group.
    @Test(arguments: [
        ("composition", ["by"], "share"), ("places-top-continents", ["by"], "share"),
        ("representation", [], "share"), ("representation", [], "population_share"),
        ("representation-languages", [], "share"), ("representation-languages", [], "speakers_share"),
        ("decay-explained-categories", ["stage", "dimension"], "part"), ("overview-sources", [], "part"),
        ("tasks", [], "part_of_cultural"), ("domains", [], "part_of_cultural"), ("task-domain-gap", ["by"], "share"),
        ("task-domain-gap", ["by"], "reference_share"),
    ])
    func sharesSumToOne(_ name: String, _ groups: [String], _ share: String) throws {
        let rows = try rows(name)
        for (group, members) in Dictionary(grouping: rows, by: { row in groups.map { row[$0] } }) {
            #expect(isClose(total(members, share), 1), "\(name) \(group)")
        }
        #expect(!rows.isEmpty)
    }

    /// Counts over the rows of a finer table sum to those of the whole.
    @Test func countsSumToTotals() throws {
        let stages = try rows("decay")
        let sources = try rows("decay-source")
        for column in ["k", "n", "untagged"] {
            #expect(total(stages, column) == total(sources, column), "\(column)")
            for by in ["source", "language", "task"] {
                #expect(total(try rows("decay", ["by": .text(by)]), column) == total(stages, column), "\(by) \(column)")
            }
        }
        #expect(total(stages, "n") + total(stages, "untagged") == Double(SmallCorpus.many.count))
        #expect(total(try rows("overview-sources"), "samples") == Double(SmallCorpus.many.count))
        #expect(total(try rows("composition"), "n") == total(stages, "k"))
        #expect(total(try rows("tasks"), "n") <= total(stages, "n"))
        #expect(total(try rows("tasks-domain"), "n") == total(try rows("tasks"), "n"))
        // Fractions of a sample add up to the sample.
        let fractions = total(try rows("tasks", ["counting": "fractional"]), "n")
        #expect(isClose(fractions, total(try rows("tasks"), "n")))
    }

    @Test(arguments: ["previous", "first"])
    func kitagawaPartsSumToTheDifference(_ base: String) throws {
        let effects = try rows("decay-explained", ["base": .text(base)])
        let categories = try rows("decay-explained-categories", ["base": .text(base)])
        let shares = try rows("decay").filter { $0["stage"] != .null }
        #expect(effects.count == 3 * (shares.count - 1))
        for row in effects {
            let mix = row["mix_effect"]?.number ?? .nan
            let rate = row["rate_effect"]?.number ?? .nan
            #expect(isClose(mix + rate, row["difference"]?.number), "\(row)")
            let own = categories.filter { $0["stage"] == row["stage"] && $0["dimension"] == row["dimension"] }
            #expect(own.count == row["categories"]?.integer.map(Int.init))
            #expect(isClose(total(own, "mix_effect"), mix) && isClose(total(own, "rate_effect"), rate), "\(row)")
            let stage = shares.first { $0["stage"] == row["stage"] }
            #expect(isClose(row["share"]?.number, stage?["share"]?.number))
        }
    }

    @Test func curvesEndAtTheTotal() throws {
        let rows = try rows("multilinguality")
        let orders = Dictionary(grouping: rows) { $0["arrangement"] }
        #expect(orders.count == 4)
        let ends = orders.values.compactMap(\.last)
        for column in ["cumulative_places", "cumulative_countries", "cumulative_share"] {
            for end in ends { #expect(isClose(end[column]?.number, ends[0][column]?.number), "\(column) \(end)") }
        }
        for (order, members) in orders {
            #expect(members.map { $0["rank"]?.integer } == (1...members.count).map { Int64($0) })
            if order == "random" { continue }
            #expect(total(members, "new_places") == members.last?["cumulative_places"]?.number)
            #expect(total(members, "n") == members.last?["cumulative_n"]?.number)
        }
        for row in orders["random", default: []] {
            for name in ["share", "places", "countries"] {
                let low = row["\(name)_low"]?.number ?? .nan
                let high = row["\(name)_high"]?.number ?? .nan
                let mean = row["cumulative_\(name)"]?.number ?? .nan
                #expect(low <= mean + 1e-12 && mean <= high + 1e-12, "\(name) \(row)")
            }
        }
    }

    @Test func lorenzCurvesRiseToOne() throws {
        let curves = Dictionary(grouping: try rows("concentration-lorenz")) { $0["level"] }
        let indices = try rows("concentration").filter { $0["counting"] == "whole" }
        #expect(curves.count == 4 && indices.count == 4)
        for (level, points) in curves {
            let x = points.compactMap { $0["units_share"]?.number }
            let y = points.compactMap { $0["amount_share"]?.number }
            #expect(x.first == 0 && y.first == 0 && isClose(x.last, 1) && isClose(y.last, 1))
            #expect(zip(x, y).allSatisfy { $0 >= $1 - 1e-12 })
            // Twice the area between the curve and the line of equality is the Gini index.
            let area = zip(zip(x, x.dropFirst()), zip(y, y.dropFirst())).reduce(0.0) { sum, step in
                sum + (step.0.1 - step.0.0) * (step.1.1 + step.1.0) / 2
            }
            let gini = indices.first { $0["level"] == level }?["gini"]?.number
            #expect(isClose(1 - 2 * area, gini), "\(String(describing: level))")
        }
    }

    @Test func sharesLieInTheirIntervals() throws {
        let tables = ["decay", "decay-source", "composition", "tasks", "domains", "places-top", "overview-sources"]
        for name in tables {
            for row in try rows(name) {
                guard let share = row["share"]?.number else { continue }
                let low = row["share_low"]?.number ?? .nan
                let high = row["share_high"]?.number ?? .nan
                #expect(low <= share && share <= high && low >= 0 && high <= 1, "\(name) \(row)")
            }
        }
    }

    @Test func gapsAreCountedWhetherShownOrNot() throws {
        let gaps = try rows("coverage-gaps", ["min_n": 2, "top": 1])
        let summary = try rows("coverage-gaps-summary", ["min_n": 2])
        for row in gaps {
            let own = summary.first { $0["dimensions"] == row["dimensions"] }
            #expect(row["gaps"] == own?["gaps"] && row["cells"] == own?["cells"], "\(row)")
            #expect(row["missing"]?.number == 2 - (row["n"]?.number ?? 0))
        }
    }
}
