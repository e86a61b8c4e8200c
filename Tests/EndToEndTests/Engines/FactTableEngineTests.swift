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
        var options: [String]
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
            options: ["--by", "topic", "--weight", "weight", "--where", "question <> 'q2' and ordinal = 1"],
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
            options: ["--where", "value <> 'CultureAsBias' and language_code is not null", "--seed", "7"],
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
            options: ["--by", "chosen_model", "--where", "gap < 30 and kept = 1", "--level", "0.9"],
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
            let ofDuckDB = try EngineCorpus.duckDBEnvironment(in: program)
            func run(_ arguments: [String], _ engine: String) throws -> String {
                let result = try program.run(
                    arguments + ["--store", "\(engine).sqlite"],
                    environment: engine == "duckdb" ? ofDuckDB : EngineCorpus.environment)
                #expect(result.code == 0, "\(engine), \(arguments): \(result.errors)")
                return result.output
            }
            let file = "\(facts.table).parquet"
            let path = program.folder.appending(path: file).path
            for (engine, arguments) in [
                ("local", ["ingest", file]),
                ("plain", ["attach", "--table", facts.table, "--database", "facts.db"]),
                ("spark", ["connect", server.address, "--parquet", path]),
                ("duckdb", ["connect", "sc://duckdb", "--parquet", path]),
            ] {
                _ = try run(arguments + ["--profile", "./facts.yaml"], engine)
                let all = ["report"] + facts.reports + ["--format", "csv"]
                let said = try run(all + ["--out", engine], engine)
                // The command prints what the server did.
                #expect(said.contains("spark: ") == ["spark", "duckdb"].contains(engine), "\(said)")
                _ = try run(all + facts.options + ["--out", "\(engine)-options"], engine)
            }
            let question = ["query", "\(facts.question) order by 1, 2, 3", "--format", "csv"]
            let answer = try run(question, "local")
            #expect(answer.split(separator: "\n").count > 5)
            for engine in ["plain", "spark", "duckdb"] {
                #expect(try run(question, engine) == answer, "\(engine)")
                for end in ["", "-options"] { try Self.compare(program, "local\(end)", "\(engine)\(end)") }
            }
            #expect(try run(["report", "verify", "spark"], "spark").contains("as the manifest has"))
        }
    }

    /// Tables of two folders are equal, byte by byte.
    private static func compare(_ program: Program, _ expected: String, _ found: String) throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: program.folder.appending(path: expected).path
        ).filter { $0.hasSuffix(".csv") }
        #expect(files.count > 2)
        for file in files {
            #expect(try program.text(of: "\(found)/\(file)") == program.text(of: "\(expected)/\(file)"), "\(file)")
        }
    }
}
