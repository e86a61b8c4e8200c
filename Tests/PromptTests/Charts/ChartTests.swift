import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Prompt

@Suite struct ChartTests {
    private let canvas = ChartCanvas(columns: 40, rows: 12, usesColour: false)

    private func picture(_ kind: Picture.Kind, _ columns: [String], _ rows: [[SQLValue]], _ named: [String] = []) throws
        -> [String]
    {
        var result = KeptResult(columns: columns)
        for row in rows { result.keep(row) }
        return try Picture(kind: kind, result: result, columns: named).lines(on: canvas)
    }

    @Test func bars() throws {
        #expect(
            try picture(.bar, ["stage", "n"], [["pretraining", 1000], ["sft", 500], ["日本", 1], [nil, nil]]) == [
                "pretraining ██████████████████████ 1000", "sft         ███████████ 500", "日本        ▏ 1",
                "NULL         NULL",
            ])
    }

    @Test func barsBelowZero() throws {
        let lines = try picture(.bar, ["a", "x"], [["up", 2], ["down", -2]])
        #expect(lines[0] == "up" + String(repeating: " ", count: 19) + String(repeating: "█", count: 15) + " 2")
        #expect(lines[1] == "down " + String(repeating: "█", count: 16) + " -2")
    }

    @Test func barsBeyondTheScreenAreCounted() throws {
        let lines = try picture(.bar, ["a", "n"], (1...100).map { [.text("r\($0)"), .integer($0)] })
        #expect(lines.count == 12 && lines.last == "… and 89 more")
    }

    @Test func line() throws {
        let lines = try picture(
            .line, ["stage", "share"], [["pretraining", 0.4], ["sft", 0.2], ["alignment", 0.1]])
        #expect(lines.first?.contains("0.4 ┤●") == true, "\(lines)")
        #expect(lines.last?.contains("pretraining") == true && lines.last?.hasSuffix("alignment") == true)
        #expect(lines.joined().count { $0 == "●" } == 3)
    }

    @Test func linesOfSeries() throws {
        let lines = try picture(
            .line, ["year", "source", "n"],
            [[2019, "web", 1], [2020, "web", 2], [2019, "books", 3], [2020, "books", 1]])
        #expect(lines.last == "● web   ○ books")
        // Years, and so no commas.
        #expect(lines[lines.count - 2].contains("2019") && lines[lines.count - 2].hasSuffix("2020"))
        let turned = try picture(
            .line, ["source", "year", "n"],
            [["web", 2019, 1], ["web", 2020, 2], ["books", 2019, 3], ["books", 2020, 1]])
        #expect(turned == lines)
    }

    @Test func lorenz() throws {
        let lines = try picture(.lorenz, ["place", "n"], [["a", 0], ["b", 10], ["c", 10], ["d", 30], ["e", 50]])
        #expect(lines.first == "share of the total")
        #expect(lines.last == "       share of the 5 values, Gini 0.48")
        #expect(throws: PromptError.self) { try picture(.lorenz, ["n"], [[-1], [2]]) }
        #expect(throws: PromptError.self) { try picture(.lorenz, ["n"], [[0]]) }
    }

    @Test func heat() throws {
        let lines = try picture(
            .heat, ["stage", "domain", "n"], [["sft", "law", 4], ["sft", "food", 0], ["rl", "law", 1]])
        #expect(lines[0].contains("law") && lines[0].contains("food"))
        #expect(lines[1].hasPrefix("sft ████"))
        #expect(lines[2].hasPrefix("rl") && lines[2].contains("·"))
    }

    @Test func columns() throws {
        let rows: [[SQLValue]] = [["a", 1, 10], ["b", 2, 20]]
        #expect(try picture(.bar, ["name", "x", "y"], rows)[1].hasSuffix("20"))
        #expect(try picture(.bar, ["name", "x", "y"], rows, ["name", "x"])[1].hasSuffix("2"))
        #expect(throws: PromptError.unknownColumn("nam", known: ["name", "x", "y"], near: ["name"])) {
            try picture(.bar, ["name", "x", "y"], rows, ["nam"])
        }
        #expect(throws: PromptError.self) { try picture(.bar, ["name", "x", "y"], rows, ["x", "name"]) }
        #expect(throws: PromptError.self) { try picture(.bar, ["name"], [["a"]]) }
        #expect(throws: PromptError.self) { try picture(.bar, ["n"], [[1]]) }
    }

    @Test func coloursOnlyWhereTheyAreWanted() throws {
        var result = KeptResult(columns: ["a", "n"])
        result.keep(["x", 1])
        for kind in [Picture.Kind.bar, .line, .lorenz] {
            let picture = Picture(kind: kind, result: result)
            #expect(try !picture.lines(on: canvas).joined().contains("\u{1B}"))
            let coloured = ChartCanvas(columns: 40, rows: 12, usesColour: true)
            #expect(try picture.lines(on: coloured).joined().contains("\u{1B}[3"))
        }
    }

    /// No chart is wider than its canvas, whatever the numbers.
    @Test func anyNumbersOnAnyCanvas() throws {
        var generator = SeededGenerator(seed: 8)
        let numbers: [SQLValue] = [0, 1, -1, 1e300, -1e308, 1.7e308, .real(.infinity), 0.1, .null, .integer(.max), 5]
        let names: [SQLValue] = ["日本", "a", .null, "a very long name of something", "नि"]
        for _ in 0..<500 {
            var result = KeptResult(columns: ["a", "b", "n"])
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                result.keep([
                    names.randomElement(using: &generator) ?? .null, names.randomElement(using: &generator) ?? .null,
                    numbers.randomElement(using: &generator) ?? .null,
                ])
            }
            let canvas = ChartCanvas(
                columns: Int.random(in: 40...100, using: &generator), rows: Int.random(in: 8...24, using: &generator),
                usesColour: false)
            for kind in Picture.Kind.allCases {
                guard let lines = try? Picture(kind: kind, result: result).lines(on: canvas) else { continue }
                for line in lines { #expect(line.displayWidth <= canvas.columns, "\(kind): \(line)") }
            }
        }
    }
}
