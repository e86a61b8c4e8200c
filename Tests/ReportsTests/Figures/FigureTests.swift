import Foundation
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Reports
@testable import Tabular

@Suite struct FigureTests {
    /// All results of all reports on a store of random samples.
    private func results(parameters: [String: SQLValue] = [:]) throws -> [ReportResult] {
        try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            let runner = ReportRunner(
                store: store, parameters: ["replicates": 100].merging(parameters) { _, given in given })
            return try runner.results(of: runner.selecting(ReportCatalogue.embedded()).runnable)
        }
    }

    private func specification(_ figure: Figure) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(figure.specification.utf8)) as? [String: Any])
    }

    @Test func everyChartIsJSONWithItsData() throws {
        for result in try results() {
            guard let figure = result.figure else { continue }
            let specification = try specification(figure)
            #expect((specification["$schema"] as? String)?.hasSuffix("v5.json") == true)
            #expect(specification["title"] != nil && specification["description"] != nil)
            let data = specification["data"] as? [String: Any]
            #expect((data?["values"] as? [[String: Any]])?.isEmpty == false, "\(result.name)")
            #expect(figure.specification == result.figure?.specification)
        }
    }

    /// Vega-Lite would add up, or overlay, rows that a chart does not distinguish.
    @Test(arguments: [[:], ["by": SQLValue.text("stage")]])
    func marksStandForOneRowEach(parameters: [String: SQLValue]) throws {
        for result in try results(parameters: parameters) {
            guard let chart = result.table.chart, [.bar, .stack, .heat, .line].contains(chart.kind) else { continue }
            var names = [chart.x, chart.facet, chart.row].compactMap(\.self)
            names += (chart.kind == .heat ? [chart.y] : [chart.colour].compactMap(\.self))
            if chart.facet == nil, !names.contains("by"), result.columns.contains("by") { names.append("by") }
            let places = names.compactMap(result.columns.firstIndex)
            let only = chart.only.flatMap { only in
                result.columns.firstIndex(of: only.column).map { (place: $0, value: only.value) }
            }
            let drawn = result.rows.filter { row in only.map { row[$0.place].plainText == $0.value } ?? true }
            let marks = drawn.map { row in places.map { row[$0] } }
            #expect(Set(marks).count == marks.count, "\(result.name): \(names) do not tell the rows apart")
        }
    }

    private func made(_ chart: String, rows: [[SQLValue]]) throws -> ReportResult {
        try ReportResult.made(
            header: """
                -- title: T
                -- question: Q
                -- grain: one row
                -- column: name: a name
                -- column: series: another
                -- column: value (samples): a number
                -- chart: \(chart)
                """, rows: rows)
    }

    @Test func oneNumberIsNoFigure() throws {
        #expect(try made("bar x=name y=value", rows: [["a", "s", 1]]).figure == nil)
        #expect(try made("bar x=name y=value", rows: [["a", "s", 1], ["b", "s", .null]]).figure == nil)
        #expect(try made("bar x=name y=value", rows: []).figure == nil)
    }

    @Test func whatIsLeftOutIsTold() throws {
        let many = (0..<50).map { [SQLValue.text("n\($0)"), "s", .integer(Int64(50 - $0))] }
        let bars = try #require(try made("bar x=name y=value", rows: many).figure)
        #expect(bars.specification.contains("the first 20 of 50 values of name"))
        let signed = (0..<50).map { [SQLValue.text("n\($0)"), "s", .integer(Int64(25 - $0))] }
        let ends = try #require(try made("bar x=name y=value", rows: signed).figure)
        #expect(ends.specification.contains("the first 10 and the last 10 of 50 values of name"))
        let logarithmic = try #require(
            try made("line x=name y=value log=y", rows: [["a", "s", 1], ["b", "s", 0], ["c", "s", 3]]).figure)
        #expect(logarithmic.specification.contains("without 1 rows whose value is 0 or less"))
    }

    /// Parts beyond the colours are one part, and the whole stays the whole.
    @Test func partsBeyondTheColoursAreGathered() throws {
        let rows = (0..<10).flatMap { part in
            ["a", "b"].map { [SQLValue.text($0), .text("p\(part)"), .integer(Int64(10 - part))] }
        }
        let figure = try #require(try made("stack x=name y=value colour=series", rows: rows).figure)
        let data = try specification(figure)["data"] as? [String: [[String: Any]]]
        let values = try #require(data?["values"])
        #expect(values.count == 14 && values.filter { $0["series"] as? String == "others" }.count == 2)
        #expect(values.reduce(0) { $0 + (($1["value"] as? NSNumber)?.doubleValue ?? 0) } == 110)
        #expect(figure.specification.contains("others: 4 values of series"))
    }

    @Test func columnsAreNamesOfNothingElse() throws {
        // Names that need escapes in JSON and in expressions of Vega.
        let result = try ReportResult.made(
            header: """
                -- title: "T" \\ ünï
                -- question: Q
                -- column: iso2: country
                -- column: value (people): a number
                -- chart: map x=iso2 y=value
                """, rows: [["PE", 1], ["EG", 2], ["XX", 3]])
        let specification = try specification(try #require(result.figure))
        let values = try #require((specification["data"] as? [String: [[String: Any]]])?["values"])
        #expect(values.count == 249, "a tile for each country")
        #expect(values.filter { $0["value"] is NSNumber }.count == 2)
    }

    /// Every specification is one that Vega-Lite draws, and without a warning.
    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func allAreDrawn() throws {
        let folder = try TemporaryFolder()
        var names: [String] = []
        for result in try results() + results(parameters: ["by": .text("stage")]) {
            guard let figure = result.figure else { continue }
            names.append(try folder.write(figure.specification, to: "\(names.count)-\(result.name).vl.json"))
        }
        let renderer = FigureRenderer(environment: ["CULTIVAR_PYTHON": PythonEnvironment.path])
        let pictures = try renderer.render(names, as: [.svg])
        #expect(pictures.count == names.count)
        for picture in pictures {
            let text = try String(contentsOfFile: picture, encoding: .utf8)
            #expect(text.hasPrefix("<svg") && !text.contains("NaN"), "\(picture)")
        }
    }

    /// A control character in one value stopped the drawing of all figures that followed.
    @Test func controlCharactersAreShownAsPictures() throws {
        let result = try made(
            "bar x=name y=value", rows: [["a\u{1}b", "s", 1], ["c\u{1B}d", "s", 2], ["e\u{FFFE}\u{0}", "s", 3]])
        let specification = try #require(result.figure).specification
        #expect(specification.contains("a\u{2401}b") && specification.contains("c\u{241B}d"))
        #expect(specification.contains("e\u{FFFD}\u{2400}"))
        #expect(!specification.contains("\\u0001") && !specification.contains("\\u001b"))
    }

    /// The others are drawn all the same.
    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func aFigureThatCannotBeDrawnIsLeftOut() throws {
        let folder = try TemporaryFolder()
        let whole = try #require(made("bar x=name y=value", rows: [["a", "s", 1], ["b", "s", 2]]).figure).specification
        let names = [try folder.write("{]", to: "a.vl.json"), try folder.write(whole, to: "b.vl.json")]
        let renderer = FigureRenderer(environment: ["CULTIVAR_PYTHON": PythonEnvironment.path])
        let failure = #expect(throws: FigureRenderer.Failure.self) { try renderer.render(names, as: [.svg]) }
        guard case .notDrawn(let message, let drawn)? = failure else { return }
        #expect(drawn == [folder.path("b.svg")] && message.contains("a.svg"))
        #expect(FileManager.default.fileExists(atPath: folder.path("b.svg")))
    }

    @Test func noPythonIsTold() throws {
        let renderer = FigureRenderer(environment: ["CULTIVAR_PYTHON": "no-such-python"])
        let failure = #expect(throws: FigureRenderer.Failure.self) { try renderer.render(["a.vl.json"], as: [.svg]) }
        #expect(failure == .missing(python: "no-such-python"))
        #expect(failure?.description.contains("pip install vl-convert-python") == true)
    }
}
