import Foundation
import TestSupport
import Testing

/// Answers, judgements and pairs that lie on the server: reports of the same bytes as from a store of the same files.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct FactTableEngineTests {
    struct Facts: Sendable, CustomTestStringConvertible {
        var table: String
        var columns: String
        var reports: [String]
        var question: String

        var testDescription: String { table }
    }

    private static let all = [
        Facts(
            table: "answers",
            columns: """
                into: answers
                tags:
                  {respondent: respondent, question: question, topic: topic, country: country, culture: culture,
                   status: status, answer: answer}
                measures: {code: code, ordinal: ordinal, weight: {path: weight, type: real}}
                """, reports: ["survey-answers"],
            question: "select country, question, count(*), sum(code), round(avg(weight), 9) from answers group by 1, 2"),
        Facts(
            table: "judgements",
            columns: """
                into: judgements
                tags:
                  {item: item, tagger: tagger, kind: kind, dimension: dimension, value: value, stage: stage,
                   source: source, language: language}
                measures: {sample: sample}
                """, reports: ["agreement", "tag-validity"],
            question: "select tagger, value, language_code, count(*) from judgements group by 1, 2, 3"),
        Facts(
            table: "pairs",
            columns: """
                into: {name: pairs, row: pair, grain: one row per pair}
                tags:
                  {turn: turn, conversation: conversation, annotator: annotator, culture: culture,
                   chosen_model: chosen_model, rejected_model: rejected_model, split: split}
                measures:
                  {pair: pair, has_empty: has_empty, longer: longer, agrees: agrees, disagrees: disagrees, kept: kept,
                   gap: {path: gap, type: real}, d0: {path: d0, type: real}, F: {path: F, type: real},
                   W: {path: W, type: real}}
                """, reports: ["preference-weights", "reward-agreement"],
            question: "select culture, split, count(*), sum(gap), sum(W) from pairs where d0 > 0 group by 1, 2"),
    ]

    @Test(arguments: all)
    func reportsAreThoseOfAStore(_ facts: Facts) throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try PythonEnvironment.runFile(
                "EndToEndTests/EngineScripts/facts.py", program.folder.path, "1200", "21")
            let columns = facts.columns.split(separator: "\n").map { "    \($0)\n" }.joined()
            try program.write("name: facts\ninputs:\n  - files: \"*\"\n\(columns)", to: "facts.yaml")
            func run(_ arguments: [String]) throws -> String {
                let result = try program.run(arguments, environment: EngineCorpus.environment)
                #expect(result.code == 0, "\(arguments): \(result.errors)")
                return result.output
            }
            let file = "\(facts.table).parquet"
            _ = try run(["ingest", file, "--profile", "./facts.yaml", "--store", "local.sqlite"])
            _ = try run(
                [
                    "connect", server.address, "--parquet", program.folder.appending(path: file).path, "--profile",
                    "./facts.yaml", "--store", "spark.sqlite",
                ])
            for name in ["local", "spark"] {
                let said = try run(
                    ["report"] + facts.reports + ["--store", "\(name).sqlite", "--out", name, "--format", "csv"])
                // The command prints what the engine did.
                #expect(said.contains("spark: ") == (name == "spark"), "\(said)")
            }
            let answers = try ["local", "spark"].map {
                try run(["query", "\(facts.question) order by 1, 2, 3", "--store", "\($0).sqlite", "--format", "csv"])
            }
            #expect(answers[0] == answers[1])
            #expect(answers[0].split(separator: "\n").count > 5)
            let files = try FileManager.default.contentsOfDirectory(
                atPath: program.folder.appending(path: "local").path
            ).filter { $0.hasSuffix(".csv") }
            #expect(files.count > 2)
            for file in files {
                #expect(try program.text(of: "spark/\(file)") == program.text(of: "local/\(file)"), "\(file)")
            }
            #expect(try run(["report", "verify", "spark", "--store", "spark.sqlite"]).contains("as the manifest has"))
        }
    }
}
