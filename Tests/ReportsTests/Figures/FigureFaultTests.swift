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
                -- column: dimension: what the name is
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
            value == .null ? .null : .real(0.6), .real(0.3), .real(0.2), .real(0.35), .text(panel),
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

    /// Panels had the words of all dimensions beside each, one panel "First" and "Second".
    @Test func theHeadingOfAPanelNamesItsAxes() throws {
        func title(_ text: String, _ axis: String) -> String? {
            let packed = text.filter { !$0.isWhitespace }
            guard let start = packed.firstRange(of: "\"\(axis)\":{\"field\"") else { return nil }
            let rest = packed[start.lowerBound...]
            guard let range = rest.firstRange(of: "\"title\":") else { return nil }
            return String(rest[range.upperBound...].prefix { $0 != "," })
        }
        let rows = ["a", "b", "c"].map { row($0, series: .text("t"), panel: "country × language") }
        let heat = "heat x=name y=series colour=value facet=panel named=series,name"
        let one = try drawn(heat, rows: rows).text
        #expect(title(one, "x") == "\"Language\"")
        #expect(title(one, "y") == "\"Country\"")
        let others = ["d", "e", "f"].map { row($0, series: .text("u"), panel: "task × domain") }
        let two = try drawn(heat, rows: rows + others).text
        #expect(title(two, "x") == "null")
        let bars = rows.map { [$0[0], $0[1], "country"] + $0.dropFirst(3) }
        let bar = try drawn("bar x=name y=value facet=panel named=name", rows: bars).text
        #expect(title(bar, "x") == "\"Country\"")
    }

    /// The series of a single stage were points of one shape, over one another.
    @Test func aLineThroughOnePlaceIsABarForEachSeries() throws {
        let rows = ["a", "b", "c"].map { row("sft", series: .text($0)) }
        let one = try drawn("line x=name y=value low=value_low high=value_high colour=series", rows: rows)
        #expect(one.text.contains("\"bar\"") && !one.text.contains("\"line\""))
        #expect(one.text.contains("name sft"))
        let two = try drawn("line x=name y=value colour=series", rows: rows + [row("alignment", series: "a")])
        #expect(two.text.contains("\"line\""))
    }

    /// A ranking of four dimensions showed two of them.
    @Test func aRankingShowsFewerNamesRatherThanFewerPanels() throws {
        let rows = (0..<4).flatMap { panel in (0..<30).map { row("\(panel) \($0)", panel: "\(panel)") } }
        let ranked = try drawn("bar x=name y=value facet=dimension", rows: rows)
        #expect(Set(ranked.values.compactMap { $0["dimension"] as? String }).count == 4)
        let plain = try drawn("bar x=name y=value facet=panel", rows: rows)
        #expect(Set(plain.values.compactMap { $0["panel"] as? String }).count < 4)
        #expect(plain.text.contains("of 4 values of panel, those with the most rows"))
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
        #expect(grid.text.contains("\(lines.count) of 30 values of line, those with the most rows"))
        #expect(grid.text.contains("4 of 6 values of panel, those with the most rows"))
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

    /// Capitals are wide: the last two of seven codes of countries lay beyond the edge of the figure.
    @Test func legendsAreNoWiderThanTheFigure() throws {
        let codes = ["BRA", "DEU", "EGY", "IND", "JPN", "KEN", "MAR"]
        #expect(FigureStyle.legendColumns(names: codes, width: 182) == 5)
        #expect(FigureStyle.legendColumns(names: codes.map { $0.lowercased() }, width: 182) == 6)
        #expect(FigureStyle.legendColumns(names: ["日本語", "한국어"], width: 90) == 2)
        #expect(FigureStyle.legendColumns(names: [String(repeating: "a", count: 90)], width: 182) == 1)
        #expect(FigureStyle.legendColumns(names: [], width: 182) > 1)
        let rows = codes.map { row("x \($0)", series: .text($0)) }
        let scatter = try drawn("scatter x=value y=other colour=series", rows: rows)
        #expect(scatter.text.contains("\"columns\": 5") || scatter.text.contains("\"columns\":5"))
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
