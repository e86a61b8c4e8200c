import Foundation
import TestSupport
import Testing

/// Numbers and texts as they are loaded: what means "no value", floats of 32 bits, decimals, and truth values.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct NumberEngineTests {
    private static let profile = """
        name: numbers
        missing: ["-1", NA]
        inputs:
          - files: "**"
            source: source
            text: text
            tags:
              checked: checked
              price: price
              name: name
            measures:
              age: {path: age, missing: ["99"]}
              years: {path: age, type: real}
              score: {path: score, type: real, missing: ["99.0", "1e-07"]}
              toxicity: {path: toxicity, type: real, missing: ["-1.0"]}
              cost: {path: price, type: real, missing: ["-1.00"]}
              count: count
              isChecked: checked

        """

    private static let statements = """
        select age, years, count(*) from samples group by 1, 2 order by 1, 2;
        select sum(age), count(age), min(age), avg(age), sum(years) from samples;
        select source, sum(age) from samples where age > 0 group by 1 order by 1;
        select score, count(*) from samples group by 1 order by 1;
        select source, sum(score), count(score) from samples group by 1 order by 1;
        select toxicity, count(*) from samples group by 1 order by 1;
        select count(*), max(toxicity) from samples where toxicity >= 0.65;
        select count(*) from samples where toxicity = 0.1;
        select round(sum(toxicity), 6) from samples;
        select price, cost, count(*) from samples group by 1, 2 order by 1, 2;
        select round(sum(cost), 6), sum(count), count(count) from samples;
        select checked, isChecked, count(*) from samples group by 1, 2 order by 1, 2;
        select name, count(*) from samples group by 1 order by 1;
        select text, count(*), count(text) from samples group by 1 order by 1;
        select count(*) from samples where text is null;
        """

    @Test func numbersAndTextsAreThoseOfALoad() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try program.write(Self.profile, to: "numbers.yaml")
            let file = program.folder.appending(path: "numbers.parquet").path
            try PythonEnvironment.runFile("EndToEndTests/EngineScripts/number_corpus.py", file)
            var answers: [String: String] = [:]
            let environment = EngineCorpus.environment
            for (name, arguments) in [
                ("local", ["ingest", "numbers.parquet"]),
                ("spark", ["connect", server.address, "--parquet", file]),
            ] {
                let store = ["--store", "\(name).sqlite"]
                let made = try program.run(
                    arguments + ["--profile", "./numbers.yaml"] + store, environment: environment)
                #expect(made.code == 0, "\(name): \(made.errors)")
                let answer = try program.run(
                    ["repl", "--format", "csv"] + store, input: Self.statements, environment: environment)
                #expect(answer.errors.isEmpty, "\(name): \(answer.errors)")
                answers[name] = answer.output
            }
            #expect((answers["local"] ?? "").contains("0.65"))
            #expect(answers["spark"] == answers["local"])
        }
    }
}
