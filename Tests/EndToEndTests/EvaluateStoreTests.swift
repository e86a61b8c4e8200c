import TestSupport
import Testing

/// Labelled texts of a store are scored as those of the files are.
@Suite struct EvaluateStoreTests {
    /// Every fourth text is offensive, one has no label.
    private static let texts = (1...40).map { row in
        let label = row == 7 ? "" : row.isMultiple(of: 4) ? "OFF" : "NOT"
        return "{\"data\": \"text number \(row)\", \"label\": \"\(label)\"}\n"
    }.joined()

    private static let replies = (1...40).map { row in
        "{\"row\": \(row), \"model\": \"m\", \"reply\": \"\(row.isMultiple(of: 3) ? "OFF" : "NOT")\"}\n"
    }.joined()

    private func withTexts(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            expect(succeeds: try program.shell("mkdir -p data/Korean/offense data/Arabic/offense"))
            try program.write(Self.texts, to: "data/Korean/offense/test.jsonl")
            try program.write(Self.replies, to: "r.jsonl")
            expect(
                succeeds: try program.shell(
                    "cultivar ingest data --profile culturellm-benchmark --store s.sqlite --quiet"))
            try body(program)
        }
    }

    /// Only files could be scored, though their texts were in the store.
    @Test func textsOfTheStoreAreScoredAsThoseOfTheFile() throws {
        try withTexts { program in
            let line = "--task offensive --replies r.jsonl --format csv"
            let file = try program.shell("cultivar evaluate data/Korean/offense/test.jsonl --culture Korean \(line)")
            let stored = try program.shell("cultivar evaluate --store s.sqlite \(line)")
            #expect(file.code == 0 && stored.code == 0, "\(file.errors) \(stored.errors)")
            #expect(stored.output == file.output && file.output.contains("Korean"))
            #expect(stored.errors.contains("40 predictions of m on offense/test"))
            let named = try program.shell(
                "cultivar evaluate --store s.sqlite --benchmark offense/test --classes \(line)")
            #expect(
                try named.output
                    == program.shell(
                        "cultivar evaluate data/Korean/offense/test.jsonl --classes --culture Korean \(line)"
                    )
                    .output)
            let report = try program.shell("cultivar report benchmark --store s.sqlite --format csv | head -n 2")
            #expect(report.output.contains("Korean"), "\(report.errors)")
        }
    }

    @Test func whatIsMissingIsSaid() throws {
        try withTexts { program in
            for (line, code, words) in [
                ("", 2, "--store FILE"), ("--benchmark offense/test", 2, "--store FILE"),
                ("r.jsonl --store s.sqlite --benchmark offense/test", 2, "--benchmark names texts of --store"),
                ("--store s.sqlite --benchmark a b", 2, "2 are named"),
                ("--store s.sqlite --benchmark nothing", 1, "it has offense/test"),
                ("--store none.sqlite", 1, "none.sqlite"),
            ] {
                let refused = try program.shell("cultivar evaluate \(line) --task offensive --replies r.jsonl")
                #expect(refused.code == Int32(code) && refused.errors.contains(words), "\(line): \(refused.errors)")
            }
            let task = try program.shell("cultivar evaluate --task spam --replies r.jsonl --store s.sqlite")
            #expect(task.code == 1 && task.errors.contains("offense/test"), "\(task.errors)")

            // A second benchmark has to be chosen, and a second file of one name would be the same benchmark.
            try program.write(Self.texts.replacing("text", with: "other"), to: "data/Arabic/offense/dev.jsonl")
            let load = "cultivar ingest data --profile culturellm-benchmark --store s.sqlite --quiet"
            expect(succeeds: try program.shell(load))
            let several = try program.shell("cultivar evaluate --task offensive --replies r.jsonl --store s.sqlite")
            #expect(several.code == 1 && several.errors.contains("one of offense/dev, offense/test"))
            // Two cultures have a benchmark of one name.
            try program.write(Self.texts.replacing("text", with: "third"), to: "data/Arabic/offense/test.jsonl")
            expect(succeeds: try program.shell(load))
            let score = "cultivar evaluate --task offensive --replies r.jsonl --store s.sqlite --format csv"
            let both = try program.shell("\(score) --benchmark offense/test")
            #expect(
                both.code == 1 && both.errors.contains("Arabic/offense/test, Korean/offense/test"), "\(both.errors)")
            for choice in ["--benchmark Korean/offense/test", "--benchmark offense/test --culture Korean"] {
                let one = try program.shell("\(score) \(choice)")
                #expect(one.code == 0 && one.output.contains("Korean"), "\(one.errors)")
            }
            // A second file of one name and culture would be the same benchmark.
            expect(succeeds: try program.shell("mkdir -p more/Korean/offense"))
            try program.write(Self.texts.replacing("text", with: "more"), to: "more/Korean/offense/test.jsonl")
            expect(succeeds: try program.shell(load.replacing("ingest data", with: "ingest more")))
            let repeated = try program.shell("\(score) --benchmark Korean/offense/test")
            #expect(repeated.code == 1 && repeated.errors.contains("are row 1 of their files"), "\(repeated.errors)")
        }
    }
}
