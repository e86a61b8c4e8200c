import Reports
import SQLite
import Testing
import Warehouse

@testable import Prompt

@Suite struct ReportPictureTests {
    private let canvas = ChartCanvas(columns: 60, rows: 16, usesColour: false)

    private func result(_ columns: [String], _ rows: [[SQLValue]]) -> KeptResult {
        var result = KeptResult(columns: columns)
        for row in rows { result.keep(row) }
        return result
    }

    @Test func eachPartOfAReportHasItsOwnLines() {
        let chart = ReportChart(kind: .lorenz, x: "x", y: "y")
        let rows: [[SQLValue]] = (1...5).flatMap { part in
            (0...4).map { [.text("source \(part)"), .real(Double($0) / 4), .real(Double($0 * $0) / 16)] }
        }
        let lines = ReportPicture(chart).lines(of: result(["by", "x", "y"], rows), in: canvas) ?? []
        #expect(lines.first == "source 1" && lines.contains("source 3") && !lines.contains("source 4"))
        #expect(lines.last == "… and 2 more, which are not drawn")
        for line in lines { #expect(line.displayWidth <= canvas.columns) }
        // Without a column to go by, there is one part, which has no name.
        let whole = rows.filter { $0[0] == "source 1" }.map { [.null] + $0.dropFirst() }
        let alone = ReportPicture(chart).lines(of: result(["by", "x", "y"], whole), in: canvas) ?? []
        #expect(alone.first?.contains("┤") == true)
    }

    @Test func barsNameThePart() {
        let chart = ReportChart(kind: .bar, x: "level", y: "n")
        let lines = ReportPicture(chart).lines(
            of: result(["by", "level", "n"], [["web", "place", 2], [.null, "place", 1]]), in: canvas)
        #expect(lines?[0].hasPrefix("web · place █") == true)
        #expect(lines?[1].hasPrefix("place       █") == true)
    }

    @Test func rowsWithoutWhatIsDrawn() {
        let chart = ReportChart(kind: .line, x: "x", y: "y")
        #expect(ReportPicture(chart).lines(of: nil, in: canvas) == nil)
        #expect(ReportPicture(chart).lines(of: result(["x", "y"], []), in: canvas) == nil)
        #expect(ReportPicture(chart).lines(of: result(["x", "z"], [[1, 2]]), in: canvas) == nil)
        #expect(ReportPicture(chart).lines(of: result(["x", "y"], [[1, "a"]]), in: canvas) == nil)
    }
}
