import Foundation
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Reports

/// What every figure must have to be printed as it is.
@Suite struct PrintedFigureTests {
    private func results(_ samples: [TestSample], by: String? = nil) throws -> [ReportResult] {
        try SmallCorpus.withStore(of: samples) { store in
            var parameters: [String: SQLValue] = ["replicates": 100]
            if let by { parameters["by"] = .text(by) }
            let runner = ReportRunner(store: store, parameters: parameters)
            return try runner.results(of: runner.selecting(ReportCatalogue.embedded()).runnable)
        }
    }

    private func all() throws -> [ReportResult] {
        try results(SmallCorpus.many) + results(SmallCorpus.many, by: "stage") + results(SmallCorpus.samples)
    }

    private func specification(of result: ReportResult) throws -> [String: Any]? {
        try result.figure(corpus: "Corpus: c (n = 1 samples)").map { figure in
            try #require(try JSONSerialization.jsonObject(with: Data(figure.specification.utf8)) as? [String: Any])
        }
    }

    /// Every object of a specification, with the key that it stands behind.
    private func objects(_ value: Any, key: String = "") -> [(key: String, object: [String: Any])] {
        if let object = value as? [String: Any] {
            return [(key, object)] + object.filter { $0.key != "values" }.flatMap { objects($0.value, key: $0.key) }
        }
        return (value as? [Any])?.flatMap { objects($0, key: key) } ?? []
    }

    private func remarks(_ specification: [String: Any]) -> [String] {
        (specification["title"] as? [String: Any])?["subtitle"] as? [String] ?? []
    }

    /// A title, which may be of several lines.
    private func text(_ title: Any?) -> String {
        title as? String ?? (title as? [String])?.joined(separator: " ") ?? ""
    }

    @Test func everyRowHasItsMarkOrIsSaidToBeLeftOut() throws {
        for result in try all() {
            guard let chart = result.table.chart, let specification = try specification(of: result) else { continue }
            let values = (specification["data"] as? [String: Any])?["values"] as? [Any] ?? []
            let expected = result.rows.count * (chart.second == nil ? 1 : 2)
            let remarks = remarks(specification)
            #expect(remarks.first?.hasPrefix("Corpus: ") == true, "\(result.name)")
            if chart.kind == .map {
                #expect(values.count % 249 == 0)
            } else if values.count != expected {
                #expect(remarks.count > 1, "\(result.name): \(values.count) marks of \(expected) rows, and no word")
            }
        }
    }

    @Test func axesHaveTitlesWithUnits() throws {
        let poor: Set<String> = ["Part", "Effective (units)", "First", "Second", "By", "Amount share", "Units share"]
        for result in try all() {
            guard let specification = try specification(of: result) else { continue }
            for (key, encoding) in objects(specification) where ["x", "y", "color"].contains(key) {
                guard let column = encoding["field"] as? String, encoding["type"] as? String == "quantitative",
                    let unit = result.definition(of: column)?.unit
                else { continue }
                let title = text(encoding["title"])
                let isSaid = title.contains("(") || title.lowercased().hasSuffix(unit)
                #expect(isSaid && !poor.contains(title), "\(result.name): \(column) is called '\(title)'")
            }
        }
    }

    @Test func everyColourHasAKey() throws {
        for result in try all() {
            guard let specification = try specification(of: result) else { continue }
            for (key, encoding) in objects(specification) where key == "color" && encoding["field"] != nil {
                #expect(!(encoding["legend"] is NSNull), "\(result.name)")
                #expect(!text(encoding["title"]).isEmpty, "\(result.name)")
            }
            // Cells without a colour of the scale.
            let hasBlanks = [.heat, .map].contains(result.table.chart?.kind)
            let text = remarks(specification).joined(separator: " ")
            if hasBlanks, result.rows.count > 2 {
                #expect(text.contains("grey:") || text.contains("framed") || isFull(result), "\(result.name): \(text)")
            }
        }
    }

    private func isFull(_ result: ReportResult) -> Bool {
        guard let chart = result.table.chart, let x = result.columns.firstIndex(of: chart.x),
            let y = result.columns.firstIndex(of: chart.y)
        else { return false }
        return Set(result.rows.map { $0[x] }).count * Set(result.rows.map { $0[y] }).count == result.rows.count
    }

    @Test func smallRowsAreMarked() throws {
        for result in try all() {
            guard let chart = result.table.chart, let place = result.columns.firstIndex(of: "small"),
                ![.stack, .lorenz].contains(chart.kind), let specification = try specification(of: result)
            else { continue }
            let values = (specification["data"] as? [String: Any])?["values"] as? [[String: Any]] ?? []
            let isShown = values.contains { ($0["small"] as? NSNumber)?.intValue == 1 }
            guard isShown, result.rows.contains(where: { $0[place] == 1 }) else { continue }
            let text = remarks(specification).joined(separator: " ")
            let isMarked = ["pale:", "×:", "*:", "open circle:"].contains(where: text.contains)
            // Long lines have no points.
            #expect(isMarked || chart.kind == .line, "\(result.name): \(text)")
        }
    }

    @Test func typeIsSevenPointsAtLeast() throws {
        for result in try all() {
            guard let specification = try specification(of: result) else { continue }
            for (_, object) in objects(specification) {
                for (key, value) in object where key.lowercased().hasSuffix("fontsize") {
                    #expect((value as? NSNumber)?.doubleValue ?? 0 >= 7, "\(result.name): \(key)")
                }
            }
        }
    }

    /// A column of acl.sty is 219 pt, its text 455 pt; a page is 700 pt high.
    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func everyFigureFitsAColumnOrTheText() throws {
        let folder = try TemporaryFolder()
        let results = try all()
        var names: [String] = []
        for result in results {
            guard let figure = result.figure(corpus: "Corpus: c (n = 1 samples)") else { continue }
            names.append(try folder.write(figure.specification, to: "\(names.count)-\(result.name).vl.json"))
        }
        let renderer = FigureRenderer(environment: ["CULTIVAR_PYTHON": PythonEnvironment.path])
        for picture in try renderer.render(names, as: [.svg]) {
            let text = try String(contentsOfFile: picture, encoding: .utf8)
            let size = try #require(text.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/))
            let (width, height) = (Double(size.1) ?? 0, Double(size.2) ?? 0)
            #expect(width <= 455 && height <= 500, "\(picture): \(width) x \(height)")
        }
    }

    /// 157 of 357 gaps were drawn as none.
    @Test func gapsThatAreNotShownAreSaid() throws {
        let header = """
            -- title: T
            -- question: Q
            -- column: a: a
            -- column: b: b
            -- column: missing (samples): m
            -- column: gaps (cells): g
            -- label: blank = no gap
            -- chart: heat x=a y=b colour=missing of=gaps
            """
        let rows: [[SQLValue]] = [["x", "y", 1, 357], ["z", "y", 2, 357]]
        let figure = try #require(try ReportResult.made(header: header, rows: rows).figure)
        #expect(figure.specification.contains("2 of 357 gaps; grey: no gap, or one of the others"))
    }
}
