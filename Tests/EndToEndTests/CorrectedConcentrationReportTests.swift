import Foundation
import TestSupport
import Testing

/// Concentration could not be corrected: report `corrected-concentration` does it by people's labels of places.
@Suite struct CorrectedConcentrationReportTests {
    /// Countries in the order of their shares; the tagger takes every third Japan for France.
    private static let countries = ["France", "France", "Japan", "Japan", "Japan", "Kenya", "Brazil", ""]

    /// 240 samples in two stages: one in four is not cultural, and the tagger finds culture in some of these.
    private static func corpus() -> String {
        let lines = (1...240).map { number in
            let place = tagged(number).map { "\"\($0)\"" } ?? ""
            return """
                {"text": "sample \(number)", "stage": "\(number <= 120 ? "pretraining" : "sft")", \
                "culture": "\(isTaggedCultural(number) ? "CultureAsKnowledge" : "NoCulture")", "places": [\(place)]}
                """
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func place(_ number: Int) -> String? {
        let place = countries[number % countries.count]
        return place.isEmpty ? nil : place
    }

    private static func tagged(_ number: Int) -> String? {
        place(number) == "Japan" && number % 3 == 0 ? "France" : place(number)
    }

    private static func isCultural(_ number: Int) -> Bool { number % 4 != 0 }
    private static func isTaggedCultural(_ number: Int) -> Bool { isCultural(number) || number % 20 == 0 }

    private static func labels(_ numbers: some Sequence<Int>) -> String {
        var lines = ["key,rater,dimension,value"]
        for number in numbers {
            lines.append("\(number),anna,culture,\(isCultural(number) ? "CultureAsKnowledge" : "NoCulture")")
            lines.append("\(number),anna,places,\(place(number) ?? "none")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func withLabels(of numbers: some Sequence<Int>, _ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            try program.write(Self.corpus(), to: "corpus.jsonl")
            try program.write(Self.labels(numbers), to: "labels.csv")
            expect(
                succeeds: try program.shell(
                    "cultivar ingest corpus.jsonl --quiet && cultivar tag labels labels.csv > labels.txt"))
            try body(program)
        }
    }

    /// The rows of a report as dictionaries by column.
    private func rows(_ program: Program, _ command: String) throws -> [[String: String]] {
        let run = try program.shell("cultivar report \(command) --format csv | sed '/^$/,$d'")
        #expect(run.code == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first }) }
    }

    /// With labels of all samples it is the chance that two of them have the same country.
    @Test func allLabelsGiveSimpsonsEstimate() throws {
        try withLabels(of: 1...240) { program in
            let found = try rows(program, "corrected-concentration")
            #expect(found.count == 2 * 3 * 2)
            for (stage, numbers) in [("pretraining", 1...120), ("sft", 121...240)] {
                var counts: [String: Double] = [:], tags: [String: Double] = [:]
                for number in numbers {
                    if Self.isCultural(number), let place = Self.place(number) { counts[place, default: 0] += 1 }
                    if Self.isTaggedCultural(number), let place = Self.tagged(number) { tags[place, default: 0] += 1 }
                }
                let total = counts.values.reduce(0, +), tagged = tags.values.reduce(0, +)
                let row = try #require(
                    found.first { $0["stage"] == stage && $0["level"] == "country" && $0["counting"] == "whole" })
                // The samples without a place belong to the sample, and their noise with them: off by a part in 100.
                let expected = counts.values.reduce(0) { $0 + $1 * ($1 - 1) } / (total * (total - 1))
                #expect(abs((Double(row["hhi"] ?? "") ?? 0) / expected - 1) < 0.01, "\(row)")
                let raw = tags.values.reduce(0) { $0 + $1 * $1 } / (tagged * tagged)
                #expect(abs((Double(row["raw_hhi"] ?? "") ?? 0) - raw) < 1e-12, "\(row)")
                #expect(row["placed"] == "\(Int(total))" && row["labelled"] == "120" && row["gold"] == "anna")
                #expect(row["small"] == "0" && row["reason"] == "")
            }
        }
    }

    @Test func theRawIndexIsThatOfConcentration() throws {
        try withLabels(of: stride(from: 1, through: 240, by: 2)) { program in
            let plain = try rows(program, "concentration --by stage")
            for row in try rows(program, "corrected-concentration") {
                let other = plain.first {
                    $0["by"] == row["stage"] && $0["level"] == row["level"] && $0["counting"] == row["counting"]
                }
                let (raw, hhi) = (Double(row["raw_hhi"] ?? ""), Double(other?["hhi"] ?? ""))
                #expect(abs(try #require(raw) - #require(hhi)) < 1e-12, "\(row)")
            }
        }
    }

    @Test func correctFollowsTheReport() throws {
        try withLabels(of: stride(from: 1, through: 240, by: 2)) { program in
            let corrected = try program.run("report", "concentration", "--correct", "anna", "--format", "csv")
            let alone = try program.run(
                "report", "corrected-concentration", "--param", "gold=anna", "--format", "csv")
            #expect(corrected.code == 0 && corrected.output.hasSuffix("\n" + alone.output), "\(corrected.errors)")
            #expect(alone.output.contains("level,counting,stages,labelled,placed,raw_slope"))
            let both = try program.run("report", "decay", "concentration", "--correct", "anna", "--format", "csv")
            #expect(both.code == 0 && both.output.contains("sensitivity") && both.output.contains("raw_effective"))
        }
    }

    /// Labels of some samples of one stage: the other one says why it has no number.
    @Test func aStageWithoutLabelsSaysSo() throws {
        try withLabels(of: 1...20) { program in
            let found = try rows(program, "corrected-concentration")
            for row in found where row["stage"] == "sft" {
                #expect(row["reason"] == "no_labels" && row["effective"] == "" && row["raw_effective"] != "")
            }
            for row in found where row["stage"] == "pretraining" {
                #expect(row["reason"] == "few_labels" && row["effective"] != "" && row["effective_low"] == "")
            }
        }
    }
}
