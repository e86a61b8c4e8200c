import Foundation
import Preferences
import TestSupport
import Testing

@Suite struct PairExportTests {
    private var pair: ExportedPair {
        var pair = ExportedPair(
            key: 255,
            prompt: [
                .init(role: "user", content: "Hi \"you\"\n"), .init(role: "assistant", content: "Yes?"),
                .init(role: "user", content: "中🙂"),
            ],
            chosen: "good", rejected: "bad\u{0}")
        pair.chosenModel = "gpt-4"
        pair.chosenScore = 90
        pair.margin = 35.5
        pair.culture = "Chile"
        pair.user = "user1"
        pair.split = "train"
        pair.gap = -1.1
        pair.weight = 0.36787944117144233
        return pair
    }

    private func object(_ format: PairFormat) throws -> [String: Any] {
        let line = format.line(pair)
        #expect(line.last == 10)
        #expect(line.dropLast().allSatisfy { $0 >= 32 })
        return try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    }

    private func messages(_ value: Any?) -> [[String]] {
        (value as? [[String: String]] ?? []).map { [$0["role"] ?? "", $0["content"] ?? ""] }
    }

    @Test(arguments: PairFormat.allCases) func everyFormatHasTheFields(_ format: PairFormat) throws {
        let object = try object(format)
        // The bytes have all digits; Foundation's reader loses the last one.
        #expect(String(decoding: format.line(pair), as: UTF8.self).contains(#""weight":0.36787944117144233,"#))
        #expect(object["margin"] as? Double == 35.5)
        #expect(object["culture"] as? String == "Chile")
        #expect(object["user"] as? String == "user1")
        #expect(object["split"] as? String == "train")
        #expect(object["d0"] as? Double == -1.1)
        #expect(isClose(object["F"] as? Double, 1 / (1 + exp(1.1)), relative: 1e-15))
    }

    @Test func formsOfTheText() throws {
        let prompt = [["user", "Hi \"you\"\n"], ["assistant", "Yes?"], ["user", "中🙂"]]
        let explicit = try object(.trl)
        #expect(messages(explicit["prompt"]) == prompt)
        #expect(messages(explicit["chosen"]) == [["assistant", "good"]])
        #expect(messages(explicit["rejected"]) == [["assistant", "bad\u{0}"]])
        for format in [PairFormat.trlImplicit, .openRLHF] {
            let implicit = try object(format)
            #expect(implicit["prompt"] == nil)
            #expect(messages(implicit["chosen"]) == prompt + [["assistant", "good"]])
            #expect(messages(implicit["rejected"]) == prompt + [["assistant", "bad\u{0}"]])
        }
        let bench = try object(.rewardBench)
        #expect(bench["prompt"] as? String == "中🙂")
        #expect(bench["chosen_model"] as? String == "gpt-4")
        #expect(bench["rejected_model"] is NSNull)
        #expect(bench["subset"] as? String == "Chile")
        #expect(bench["id"] as? String == "00000000000000ff")
        let everything = try object(.jsonLines)
        #expect(everything["chosen_score"] as? Double == 90)
        #expect(everything["rejected_score"] is NSNull)
        #expect(everything["pair"] as? String == "00000000000000ff")
    }

    @Test func numbersThatAreNotThereAreNull() throws {
        var bare = ExportedPair(key: 1, prompt: [], chosen: "a", rejected: "b")
        bare.weight = .infinity
        let line = String(decoding: PairFormat.trl.line(bare), as: UTF8.self)
        #expect(
            line.hasSuffix(
                #""weight":null,"margin":null,"culture":null,"user":null,"split":null,"d0":null,"F":null}"# + "\n"))
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func pandasReadsEveryFormat() throws {
        let folder = try TemporaryFolder()
        for format in PairFormat.allCases {
            let lines = String(decoding: format.line(pair) + format.line(pair), as: UTF8.self)
            try folder.write(lines, to: "\(format.rawValue).jsonl")
        }
        let script = """
            import pandas, glob, sys
            for name in sorted(glob.glob(sys.argv[1] + '/*.jsonl')):
                frame = pandas.read_json(name, lines=True, precise_float=True)
                assert len(frame) == 2 and frame.weight[1] == 0.36787944117144233, name
            print('ok')
            """
        let (output, code) = try PythonEnvironment.run(script, [folder.path])
        #expect(code == 0 && output == "ok\n", "\(output)")
    }

    // MARK: - Resampling

    @Test func repetitionsAreFloorOrCeiling() throws {
        var generator = SeededGenerator(seed: 6)
        let weights = (0..<2_000).map { _ in Double.random(in: 0...2.5, using: &generator) }
        for seed in UInt64(0)..<20 {
            var resampling = SystematicResampling(seed: seed)
            var total = 0
            for weight in weights {
                let count = try resampling.repetitions(weight: weight)
                #expect(count == Int(weight) || count == Int(weight.rounded(.up)))
                total += count
            }
            #expect(abs(Double(total) - weights.reduce(0, +)) < 1)
        }
    }

    @Test func theExpectedNumberIsTheWeight() throws {
        let weights = [0.3, 1, 0, 0.85, 0.05, 1.4]
        var sums = [Double](repeating: 0, count: weights.count)
        let seeds = 20_000
        for seed in 0..<seeds {
            var resampling = SystematicResampling(seed: UInt64(seed))
            for (index, weight) in weights.enumerated() {
                sums[index] += Double(try resampling.repetitions(weight: weight))
            }
        }
        for (sum, weight) in zip(sums, weights) { #expect(abs(sum / Double(seeds) - weight) < 0.02) }
        #expect(sums[2] == 0)
    }

    @Test(arguments: [-0.1, .nan, .infinity]) func weightsThatCannotBeResampled(_ weight: Double) throws {
        var resampling = SystematicResampling(seed: 1)
        _ = try resampling.repetitions(weight: 1)
        let error = #expect(throws: PreferenceError.self) { try resampling.repetitions(weight: weight) }
        #expect(error?.description.contains("pair 1") == true)
    }
}
