import Foundation
import Testing

@testable import Evaluation

/// The twelve benchmark files, against scores worked out independently for two fixed repliers.
@Suite(.enabled(if: SharedCulture.isPresent, SharedCulture.missing))
struct PublishedScoreTests {
    private static let tasks = [
        "English/OLID/offense.jsonl": "offensive",
        "China/Chinese-Camouflage-Spam-dataset/data-2.jsonl": "spam",
        "Germany/IWG_hatespeech_public/german_hatespeech_refugees_1.jsonl": "hate",
        "Germany/IWG_hatespeech_public/german_hatespeech_refugees_2.jsonl": "hate",
        "Korean/CADD/data-2.jsonl": "abusive",
        "Arabic/SpamDetect/span_detect_2.jsonl": "spam",
        "Portuguese/ToLD-Br/insult.jsonl": "insult",
        "Portuguese/ToLD-Br/misogyny.jsonl": "misogyny",
        "Portuguese/OffComBR/data.jsonl": "offensive",
        "Bengali/Bangla-Abusive-Comment-Dataset/threat.jsonl": "threat",
        "Bengali/Bengali hate speech dataset/religion_data-2.jsonl": "hate",
        "Spanish/DETOXIS 2021/insult.jsonl": "insult",
    ]

    private func printed(_ value: Double) -> String { String(format: "%.6f", value) }

    @Test func allDigits() throws {
        let blocks = try #require(try SharedCulture.expected()["macro_f1"] as? [[String: Any]])
        #expect(blocks.count == 12)
        for block in blocks {
            let file = try #require(block["file"] as? String)
            let task = try BenchmarkTask.load(try #require(Self.tasks[file], "\(file)"))
            let benchmark = try Benchmark(path: SharedCulture.path(file), task: task)
            #expect(benchmark.rows.count == block["rows"] as? Int, "\(file)")
            #expect(benchmark.rejects.isEmpty)
            #expect(Set(task.labels) == Set(try #require(block["fixed_labels"] as? [String])), "\(file)")

            // Always the majority.
            let golds = benchmark.rows.map(\.gold.code)
            let counts = task.labels.indices.map { label in golds.count { $0 == label } }
            let supports = try #require(block["labels"] as? [String: Int])
            for (label, count) in zip(task.labels, counts) { #expect(supports[label] == count, "\(file) \(label)") }
            let majority = counts[0] >= counts[1] ? 0 : 1
            let constant = try benchmark.score(golds.map { _ in .label(majority) })
            let expectedConstant = try #require(block["macro_f1_always_majority"] as? Double)
            #expect(printed(constant.macroF1) == printed(expectedConstant), "\(file)")
            #expect(constant.majority.macroF1 == constant.macroF1)
            #expect(constant.majority.label == task.labels[majority])

            // An even number of scalars: the majority; an odd one: the minority; each tenth reply says neither.
            let replies = benchmark.rows.enumerated().map { place, row in
                if place % 10 == 9 { return "?" }
                let isEven = (row.text ?? "").unicodeScalars.count.isMultiple(of: 2)
                return "The answer is " + replyWord(task, isEven ? majority : 1 - majority)
            }
            let predictions = replies.map { task.prediction($0) }
            let parity = try benchmark.score(predictions)
            let expectedParity = try #require(block["macro_f1_length_parity_every10th_unmapped"] as? Double)
            #expect(printed(parity.macroF1) == printed(expectedParity), "\(file)")
            #expect(parity.unmapped == block["unmapped"] as? Int, "\(file)")
        }
    }

    /// A word that the task's rules map to a label.
    private func replyWord(_ task: BenchmarkTask, _ label: Int) -> String {
        task.mapping.rules.first { $0.label == task.labels[label] && $0.contains != "no" }?.contains.uppercased()
            ?? "NO"
    }
}
