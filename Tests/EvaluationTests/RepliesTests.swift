import Foundation
import TestSupport
import Testing

@testable import Evaluation

@Suite struct RepliesTests {
    private let folder: TemporaryFolder
    private let benchmark = Benchmark(
        task: BenchmarkTask(
            name: "t", labels: ["NOT", "OFF"],
            mapping: ReplyMapping(rules: [.init(contains: "not", label: "NOT"), .init(contains: "off", label: "OFF")])),
        rows: (1...4).map { BenchmarkRow(number: $0, text: "x\($0)", gold: .label($0 % 2)) })

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String) throws -> Replies { try Replies(path: folder.write(text, to: "r.jsonl")) }

    @Test func byRow() throws {
        let replies = try read(
            """
            {"row": 3, "model": "m", "reply": "OFF"}
            {"row": 1, "model": "m", "reply": "NOT_OFF"}{"row": 2, "model": "m", "reply": null}
            {"row": 1, "model": "n", "response": "OFF"}
            {"row": 3, "model": "m", "reply": "not"}
            {"row": 9, "model": "m", "reply": "not"}
            {"row": -1, "model": "m", "reply": "not"}
            {"row": "x", "model": "m", "reply": "not"}
            """)
        #expect(replies.models == ["m", "n"])
        #expect(replies.withoutRow.count == 2)
        let aligned = try benchmark.align(replies, model: "m")
        #expect(aligned.predictions == [.label(0), .missing, .label(0), .missing])
        #expect(aligned.replaced == 1)
        #expect(aligned.strayed == 1)
        #expect(try benchmark.align(replies, model: "n").predictions == [.label(1), .missing, .missing, .missing])
    }

    /// The first reply was left out, and each of the others was scored as that of the row before it.
    @Test func rowsThatCountFromZero() throws {
        #expect {
            try read("{\"row\": 1, \"reply\": \"off\"}\n{\"row\": \"0\", \"reply\": \"not\"}\n")
        } throws: { error in
            guard case EvaluationError.rowsFromZero(_, record: 2) = error else { return false }
            return "\(error)".contains("rows count from 1")
        }
    }

    @Test func inOrder() throws {
        let replies = try read("{\"reply\": \"off\"}\n{\"reply\": \"not\"}\n{\"reply\": \"?\"}\n")
        #expect(replies.models == ["replies"])
        let aligned = try benchmark.align(replies, model: "replies")
        #expect(aligned.predictions == [.label(1), .label(0), .unmapped, .missing])
    }

    @Test func byName() throws {
        let replies = try read(
            "{\"ID\": \"Al-1\", \"model\": \"m\", \"response\": \"rice\"}\n{\"ID\": \"Al-2\", \"model\": \"m\", \"response\": null}\n"
                + "{\"ID\": \"Al-1\", \"model\": \"n\", \"response\": \"x\"}\n")
        #expect(replies.byID(model: "m") == ["Al-1": "rice"])
    }

    @Test func whatIsWritten() throws {
        let encoder = JSONEncoder()
        let lines = try [Reply(row: 2, model: "m", reply: "a\u{85}\n\"off\""), Reply(row: 1, model: "m", reply: nil)]
            .map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        let replies = try read(lines.joined(separator: "\n"))
        #expect(
            replies.replies == [
                Reply(row: 2, model: "m", reply: "a\u{85}\n\"off\""), Reply(row: 1, model: "m", reply: nil),
            ])
    }

    @Test func scoredAgainByOtherRules() throws {
        let replies = try read("{\"row\": 1, \"reply\": \"A\"}\n{\"row\": 2, \"reply\": \"B\"}\n")
        #expect(try benchmark.align(replies, model: "replies").predictions.prefix(2) == [.unmapped, .unmapped])
        let other = BenchmarkTask(
            name: "t", labels: ["NOT", "OFF"],
            mapping: ReplyMapping(rules: [.init(contains: "a", label: "NOT"), .init(contains: "b", label: "OFF")]))
        let again = Benchmark(task: other, rows: benchmark.rows)
        #expect(try again.align(replies, model: "replies").predictions.prefix(2) == [.label(0), .label(1)])
    }

    @Test func badFiles() throws {
        let empty = try folder.write("", to: "e.jsonl")
        #expect(throws: EvaluationError.noRecords(file: empty)) { try Replies(path: empty) }
        let none = try folder.write("{\"row\": 1, \"answer\": \"x\"}\n", to: "n.jsonl")
        #expect(throws: EvaluationError.self) { try Replies(path: none) }
        let far = try read("{\"row\": 77, \"reply\": \"off\"}\n")
        #expect(throws: EvaluationError.noMatchingReplies(replies: 1, rows: 4)) {
            try benchmark.align(far, model: "replies")
        }
        #expect(throws: EvaluationError.unknownModel("q", known: ["replies"])) { try benchmark.align(far, model: "q") }
    }
}
