import Foundation
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Reports

/// What figures once drew wrongly, or not at all.
@Suite struct FigureFaultTests {
    /// The figure of a table with these columns, all but the first four numbers.
    private func drawn(_ chart: String, rows: [[SQLValue]]) throws -> (values: [[String: Any]], text: String) {
        let result = try ReportResult.made(
            header: """
                -- title: T
                -- question: Q
                -- grain: one row
                -- column: name: a name
                -- column: series: another
                -- column: panel: one more
                -- column: line: the last
                -- column: value (0 to 1): a number
                -- column: value_low (0 to 1): lower end
                -- column: value_high (0 to 1): upper end
                -- column: other (0 to 1): another number
                -- column: other_low (0 to 1): lower end
                -- column: other_high (0 to 1): upper end
                -- chart: \(chart)
                """, rows: rows)
        let figure = try #require(result.figure)
        let json = try JSONSerialization.jsonObject(with: Data(figure.specification.utf8)) as? [String: Any]
        let data = try #require(json?["data"] as? [String: Any])
        return (try #require(data["values"] as? [[String: Any]]), figure.specification)
    }

    private func row(
        _ name: String, series: SQLValue = "s", panel: String = "p", line: String = "l", value: SQLValue = .real(0.5)
    ) -> [SQLValue] {
        [
            .text(name), series, .text(panel), .text(line), value, value == .null ? .null : .real(0.4),
            value == .null ? .null : .real(0.6), .real(0.3), .real(0.2), .real(0.35),
        ]
    }

    private func number(_ row: [String: Any], _ column: String) -> Double? { (row[column] as? NSNumber)?.doubleValue }

    /// The bin 0 stood behind 11, since the first panel had none.
    @Test func panelsThatShareAnAxisKeepTheOrderOfEach() throws {
        let first = (1...6).map { row("\($0)", panel: "p") }
        let second = (0...7).map { row("\($0)", panel: "q") }
        let shared = try drawn("bar x=name y=value facet=panel", rows: first + second)
        let order = (0...7).map { "\"\($0)\"" }.joined(separator: ",")
        #expect(shared.text.filter { !$0.isWhitespace }.contains("\"sort\":[\(order)]"))
        #expect(!shared.text.contains("independent"))
    }

    /// Two panels with nothing in common shared an axis, so that half of each was empty.
    @Test func panelsWithNamesOfTheirOwnHaveAxesOfTheirOwn() throws {
        let rows = ["a", "b", "c"].map { row($0, panel: "p") } + ["d", "e", "f"].map { row($0, panel: "q") }
        #expect(try drawn("bar x=name y=value facet=panel", rows: rows).text.contains("independent"))
    }

    /// The second panel showed the interval of the first measure.
    @Test func aSecondMeasureHasItsOwnIntervalOrNone() throws {
        let rows = [row("a"), row("b")]
        let none = try drawn("bar x=name y=value low=value_low high=value_high y2=other", rows: rows)
        for row in none.values {
            let isSecond = row["measure"] as? String == "other"
            #expect(number(row, "value") == (isSecond ? 0.3 : 0.5))
            #expect(number(row, "value_low") == (isSecond ? nil : 0.4))
        }
        let own = try drawn(
            "bar x=name y=value low=value_low high=value_high y2=other low2=other_low high2=other_high", rows: rows)
        #expect(own.values.filter { $0["measure"] as? String == "other" }.allSatisfy { number($0, "value_low") == 0.2 })
        // The first measure has none.
        let second = try drawn("bar x=name y=value y2=other low2=other_low high2=other_high", rows: rows)
        for row in second.values {
            #expect(number(row, "other_low") == (row["measure"] as? String == "other" ? 0.2 : nil))
        }
        #expect(second.text.contains("\"rule\""))
    }

    /// A grid had a row of panels for each value, and was metres high.
    @Test func figuresAreNoHigherThanAPage() throws {
        let rows = (0..<30).flatMap { line in
            (0..<6).flatMap { panel in
                (0..<(line == 7 ? 12 : 10)).map { row("a long name \($0)", panel: "p\(panel)", line: "l\(line)") }
            }
        }
        let grid = try drawn("bar x=name y=value facet=panel row=line", rows: rows)
        let lines = Set(grid.values.compactMap { $0["line"] as? String })
        #expect(lines.count * (12 * 11 + 26) <= 480 && lines.contains("l7"), "\(lines.count) lines")
        #expect(grid.text.contains("the \(lines.count) of 30 values of line with the most rows"))
        #expect(grid.text.contains("the 4 of 6 values of panel with the most rows"))
        // Panels of their own names, two side by side.
        let wrapped = try drawn(
            "bar x=name y=value facet=panel",
            rows: (0..<6).flatMap { panel in (0..<20).map { row("name \(panel) of \($0)", panel: "p\(panel)") } })
        #expect(Set(wrapped.values.compactMap { $0["panel"] as? String }).count == 2)
        // Bars of many series below each other.
        let grouped = try drawn(
            "bar x=name y=value colour=series",
            rows: (0..<20).flatMap { name in (0..<7).map { row("a long name \(name)", series: .text("s\($0)")) } })
        #expect(grouped.values.count * 5 <= 480, "\(grouped.values.count) bars")
    }

    /// The answers of a scale stood in the order of their shares.
    @Test(arguments: [false, true])
    func partsOfAScaleKeepTheirOrder(areTexts: Bool) throws {
        let shares = [(1, 0.2), (2, 0.1), (10, 0.4), (3, 0.3)]
        let rows = ["a", "b"].flatMap { name in
            shares.map { code, share in
                row(name, series: areTexts ? .text("\(code)") : .integer(Int64(code)), value: .real(share))
            }
        }
        let stack = try drawn("stack x=name y=value colour=series", rows: rows)
        let order = stack.values.filter { $0["name"] as? String == "a" }.sorted {
            (number($0, "part_order") ?? 0) < (number($1, "part_order") ?? 0)
        }
        #expect(order.map { "\($0["series"] ?? "")" } == ["1", "2", "3", "10"])
        // Other parts are in the order of their size.
        let words = try drawn(
            "stack x=name y=value colour=series",
            rows: ["a", "b"].flatMap { name in [row(name, series: "few", value: .real(0.1)), row(name, series: "many")]
            })
        #expect(words.values.first { $0["series"] as? String == "many" }.map { number($0, "part_order") } == 0)
    }

    /// A table whose measure was null in all rows had no figure, though another of its measures had numbers.
    @Test func anotherMeasureIsDrawnWhereTheFirstHasNoNumber() throws {
        let chart = "bar x=name y=value low=value_low high=value_high or=other"
        let other = try drawn(chart, rows: [row("a", value: .null), row("b", value: .null)])
        #expect(other.values.count == 2 && other.values.allSatisfy { number($0, "other_low") == 0.2 })
        let first = try drawn(chart, rows: [row("a"), row("b", value: .null), row("c")])
        #expect(first.values.count == 2 && number(first.values[0], "value") == 0.5)
        let header = try ReportCatalogue.reports(named: "corrected-shares-values")[0].tables[0].chart
        #expect(header?.alternative == "corrected" && header?.text.contains(" or=corrected") == true)
    }

    /// There was no figure of confusion where nobody had judged culture.
    @Test func anotherValueIsDrawnWhereTheChosenOneIsNot() throws {
        let rows = [row("a", panel: "domain"), row("b", panel: "domain"), row("a", panel: "task")]
        let domain = try drawn("bar x=name y=value only=panel:culture", rows: rows)
        #expect(domain.values.count == 2 && domain.text.contains("panel domain only: 2 of 3 rows"))
        let culture = try drawn(
            "bar x=name y=value only=panel:task facet=series", rows: rows + [row("c", panel: "task")])
        #expect(culture.values.count == 2 && culture.text.contains("panel task only: 2 of 4 rows"))
    }

    /// Panels of wide heat maps, side by side, were wider than a page.
    @Test func heatMapsAreNoWiderThanAPage() throws {
        let rows = (0..<3).flatMap { panel in
            (0..<20).flatMap { name in
                (0..<3).map { row("name \(name)", series: .text("row \($0)"), panel: "p\(panel)") }
            }
        }
        let heat = try drawn("heat x=name y=series colour=value facet=panel", rows: rows)
        #expect(heat.text.contains("\"columns\": 2") || heat.text.contains("\"columns\":2"))
    }
}
