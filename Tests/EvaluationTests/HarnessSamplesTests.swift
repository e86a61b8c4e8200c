import TestSupport
import Testing

@testable import Evaluation

/// Samples files in the shapes that versions of lm-evaluation-harness write.
@Suite struct HarnessSamplesTests {
    private let folder: TemporaryFolder
    private let task = BenchmarkTask(
        name: "t", labels: ["NOT", "OFF"],
        mapping: ReplyMapping(rules: [.init(contains: "not", label: "NOT"), .init(contains: "off", label: "OFF")]))

    init() throws { folder = try TemporaryFolder() }

    private func write(_ text: String) throws -> String { try folder.write(text, to: "samples_t.jsonl") }

    /// 0.4.0: arguments are lists.
    @Test func generatedReplies() throws {
        let path = try write(
            """
            {"doc_id": 0, "doc": {"data": "a", "label": "OFF"}, "target": "OFF", "arguments": [["ask a", {"until": ["\\n"]}]], "resps": [["It is OFF"]], "filtered_resps": ["It is OFF"], "exact_match": 0.0}
            {"doc_id": 1, "doc": {"data": "b", "label": "NOT"}, "target": "NOT", "arguments": [["ask b", {"until": ["\\n"]}]], "resps": [["hm"]], "filtered_resps": ["hm"], "exact_match": 0.0}
            """)
        let samples = try HarnessSamples(path: path)
        #expect(samples.samples.map(\.reply) == ["It is OFF", "hm"])
        #expect(samples.samples.map(\.prompt) == ["ask a", "ask b"])
        #expect(samples.samples.map(\.target) == ["OFF", "NOT"])
        #expect(samples.samples[0].fields == ["data": "a", "label": "OFF"])
        #expect(samples.choiceAccuracy == nil)
        let (benchmark, predictions) = try samples.rows(of: task, file: path)
        #expect(predictions == [.label(1), .unmapped])
        #expect(benchmark.rows.map(\.gold) == [.label(1), .label(0)])
        #expect(benchmark.rows.map(\.text) == ["a", "b"])
        #expect(try benchmark.score(predictions).macroF1 == 0.5)
    }

    /// Since 0.4.3: arguments are objects, with hashes and a filter.
    @Test func generatedRepliesOfLaterVersions() throws {
        let path = try write(
            """
            {"doc_id": 0, "doc": {"data": "a"}, "target": "NOT", "arguments": {"gen_args_0": {"arg_0": "[{\\"role\\": \\"user\\", \\"content\\": \\"ask\\"}]", "arg_1": {"until": []}}}, "resps": [["x", "y"]], "filtered_resps": [["not", "off"]], "filter": "none", "metrics": ["exact_match"], "doc_hash": "1", "prompt_hash": "2", "target_hash": "3", "exact_match": 1.0}
            """)
        let samples = try HarnessSamples(path: path)
        #expect(samples.filter == "none")
        #expect(samples.samples[0].reply == "not")
        #expect(samples.samples[0].prompt == "[{\"role\": \"user\", \"content\": \"ask\"}]")
        #expect(try samples.rows(of: task, file: path).predictions == [.label(0)])
    }

    /// Multiple choice: numbers and booleans, or since 0.4.3 their texts.
    @Test func logLikelihoods() throws {
        let old = try write(
            """
            {"doc_id": 0, "doc": {"q": 1}, "target": 1, "arguments": [["c", " NOT"], ["c", " OFF"]], "resps": [[[-2.5, false]], [[-1.0, true]]], "filtered_resps": [[-2.5, false], [-1.0, true]], "acc": 1.0}
            {"doc_id": 1, "doc": {"q": 2}, "target": 0, "arguments": [["c", " NOT"], ["c", " OFF at length"]], "resps": [[[-2.0, false]], [[-3.0, false]]], "filtered_resps": [[-2.0, false], [-3.0, false]], "acc": 1.0}
            """)
        let samples = try HarnessSamples(path: old)
        #expect(samples.samples.map(\.choice) == [1, 0])
        #expect(samples.samples.map(\.choicePerCharacter) == [1, 1])
        #expect(samples.samples.map(\.goldChoice) == [1, 0])
        #expect(samples.samples[0].options.map(\.isGreedy) == [false, true])
        let accuracy = try #require(samples.choiceAccuracy)
        #expect(accuracy.accuracy == 1)
        #expect(accuracy.perCharacter == 0.5)
        #expect(accuracy.documents == 2)
        let (benchmark, predictions) = try samples.rows(of: task, file: old)
        #expect(predictions == [.label(1), .label(0)])
        #expect(benchmark.rows.map(\.gold) == [.label(1), .label(0)])

        let new = try write(
            """
            {"doc_id": 7, "doc": {}, "target": "1", "arguments": {"gen_args_0": {"arg_0": "c", "arg_1": " NOT"}, "gen_args_1": {"arg_0": "c", "arg_1": " OFF"}}, "resps": [[["-2.5", "False"]], [["-1.0", "True"]]], "filtered_resps": [["-2.5", "False"], ["-1.0", "True"]], "filter": "none", "acc": 1.0}
            {"doc_id": 8, "doc": {}, "target": "0", "arguments": {"gen_args_0": {"arg_0": "c", "arg_1": " NOT"}, "gen_args_1": {"arg_0": "c", "arg_1": " OFF"}}, "resps": [[[-Infinity, false]], [[NaN, false]]], "filtered_resps": [[-Infinity, false], [NaN, false]], "filter": "none", "acc": 1.0}
            """)
        let later = try HarnessSamples(path: new)
        #expect(later.samples.map(\.choice) == [1, 0])
        #expect(later.samples[0].options.map(\.text) == [" NOT", " OFF"])
        #expect(later.samples[1].options.map(\.logLikelihood) == [-.infinity, -.infinity])
        #expect(try later.rows(of: task, file: new).benchmark.rows.map(\.gold) == [.label(1), .label(0)])
    }

    /// The likelihoods of the options without the question were taken for further options.
    @Test func optionsThatAreScoredAgainWithoutTheQuestion() throws {
        let path = try write(
            """
            {"doc_id": 0, "doc": {"q": 1}, "target": 1, "arguments": [["c", " NOT"], ["c", " OFF"], ["", "NOT"], ["", "OFF"]], "resps": [[[-4.0, false]], [[-3.0, false]], [[-1.0, false]], [[-2.0, false]]], "filtered_resps": [[-4.0, false], [-3.0, false], [-1.0, false], [-2.0, false]], "acc": 1.0}
            {"doc_id": 1, "doc": {"q": 2}, "target": 3, "arguments": [["", " A"], ["", " B"], ["", " NOT"], ["", " OFF"]], "resps": [[[-4.0, false]], [[-3.0, false]], [[-2.0, false]], [[-1.0, false]]], "filtered_resps": [[-4.0, false], [-3.0, false], [-2.0, false], [-1.0, false]], "acc": 1.0}
            """)
        let samples = try HarnessSamples(path: path)
        #expect(samples.samples.map(\.options.count) == [2, 4])
        #expect(samples.samples.map(\.choice) == [1, 3])
        #expect(try samples.rows(of: task, file: path).predictions == [.label(1), .label(1)])
    }

    @Test func filters() throws {
        let path = try write(
            """
            {"doc_id": 0, "target": "OFF", "filtered_resps": ["off"], "resps": [["so off"]], "filter": "strict-match"}
            {"doc_id": 0, "target": "OFF", "filtered_resps": ["[invalid]"], "resps": [["so off"]], "filter": "flexible-extract"}
            """)
        #expect(throws: EvaluationError.severalFilters(file: path, filters: ["strict-match", "flexible-extract"])) {
            try HarnessSamples(path: path)
        }
        #expect(
            throws: EvaluationError.unknownFilter("x", file: path, filters: ["strict-match", "flexible-extract"])
        ) { try HarnessSamples(path: path, filter: "x") }
        let strict = try HarnessSamples(path: path, filter: "strict-match")
        #expect(strict.samples.map(\.reply) == ["off"])
    }

    @Test func targetsOfSeveralKinds() throws {
        let path = try write(
            """
            {"doc_id": 0, "target": ["OFF", "off"], "filtered_resps": ["off"]}
            {"doc_id": 1, "target": null, "filtered_resps": ["off"]}
            {"doc_id": 2, "filtered_resps": [""], "target": "x"}
            {"doc_id": "3", "target": "NOT", "resps": [["not"]]}
            {"target": "NOT", "resps": [["not"]]}
            """)
        let samples = try HarnessSamples(path: path)
        #expect(samples.unusable == [5])
        let (benchmark, predictions) = try samples.rows(of: task, file: path)
        #expect(benchmark.rows.map(\.gold) == [.label(1), .blank, .unlisted("x"), .label(0)])
        #expect(predictions == [.label(1), .label(1), .unmapped, .label(0)])
    }

    @Test func filesThatAreNone() throws {
        let path = try write("{\"data\": \"a\", \"label\": \"OFF\"}\n")
        #expect(
            throws: EvaluationError.notHarnessSamples(file: path, missing: "doc_id", found: ["data", "label"])
        ) { try HarnessSamples(path: path) }
        let half = try write("{\"doc_id\": 0}\n")
        #expect(
            throws: EvaluationError.notHarnessSamples(file: half, missing: "filtered_resps", found: ["doc_id"])
        ) { try HarnessSamples(path: half) }
        let other = try write("{\"doc_id\": 0, \"target\": \"HS\", \"filtered_resps\": [\"x\"]}\n")
        #expect(
            throws: EvaluationError.labelsDoNotOccur(file: other, task: "t", labels: ["NOT", "OFF"], found: ["HS"])
        ) { try HarnessSamples(path: other).rows(of: task, file: other) }
    }
}
