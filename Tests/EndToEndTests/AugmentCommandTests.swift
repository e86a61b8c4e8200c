import Foundation
import TestSupport
import Testing

/// Questions in other words as a user makes them, by a stand-in server.
@Suite struct AugmentCommandTests {
    private static let seeds = """
        {"topic": "LIFE", "q_id": "1", "q_content": "How important is family in your life?", "option": "1. Very 2. Not"}
        {"topic": "WORK", "q_id": "2", "q_content": "Do people who refuse to work turn lazy?", "option": "1. Yes 2. No"}
        {"topic": "NEWS", "q_id": "3", "q_content": "Would you sign a petition tomorrow?", "option": "1. Yes 2. No"}

        """

    @Test(.enabled(if: StandInServer.isPresent, "no python3"))
    func everyCandidateIsKeptAndNothingIsAskedTwice() throws {
        let server = try StandInServer(["--plain", "1", "--faults", "503=0.1,drop=0.1"])
        try Program.inFreshFolder { program in
            try program.write(Self.seeds, to: "seeds.jsonl")
            let line = """
                cultivar augment --seeds seeds.jsonl --method endpoint --endpoint \(server.address) --model m \
                --threshold 0.3 --templates 2 --per-seed 4 --rounds 2
                """
            let first = try program.shell("\(line) --out a.jsonl --candidates c.jsonl --store s.sqlite")
            #expect(first.code == 0, "\(first.errors)")
            let stats = try server.stats()
            let second = try program.shell("CULTIVAR_THREADS=1 \(line) --out b.jsonl")
            #expect(second.code == 0, "\(second.errors)")
            #expect(try program.text(of: "a.jsonl") == program.text(of: "b.jsonl"))
            #expect(try server.stats()["requests"] as? Int == stats["requests"] as? Int)
            #expect(stats["asked_after_success"] as? Int == 0)

            let candidates = try program.text(of: "c.jsonl").split(separator: "\n")
            let stored = try program.shell(
                "cultivar query 'select count(*) as n from candidates' --store s.sqlite --format csv")
            #expect(stored.output == "n\n\(candidates.count)\n")
            // Another threshold is a query.
            let nearer = try program.shell(
                """
                cultivar query "select count(*) < \(candidates.count) as fewer from candidates
                where cosine_to_seed >= (select max(cosine_to_seed) from candidates)" \
                --store s.sqlite --format csv
                """)
            #expect(nearer.output == "fewer\n1\n", "\(nearer.errors)")
            let report = try program.shell("cultivar report augmentation-quality --store s.sqlite --format csv")
            #expect(report.code == 0 && report.output.contains("endpoint,m,hashed-3-4-grams,variant"))
            let quality = try program.shell("cultivar augment quality c.jsonl --seeds seeds.jsonl --format csv")
            #expect(quality.code == 0, "\(quality.errors)")
            let taken = try program.text(of: "a.jsonl").split(separator: "\n").count
            #expect(taken > 0 && quality.output.contains("c,endpoint,m,\(taken),"))
        }
    }

    @Test(.enabled(if: StandInServer.isPresent, "no python3"))
    func embeddingsComeFromAServerOrAFile() throws {
        let server = try StandInServer(["--plain", "1"])
        try Program.inFreshFolder { program in
            try program.write(Self.seeds, to: "seeds.jsonl")
            let run = try program.shell(
                """
                cultivar augment quality seeds.jsonl --seeds seeds.jsonl --similarity endpoint --embedding-model e \
                --endpoint \(server.address) --model m --format csv
                """)
            #expect(run.code == 0 && run.output.contains("seeds,,,3,e,"), "\(run.errors)")
            let texts = Self.seeds.split(separator: "\n").enumerated().map { place, line in
                let text = line.components(separatedBy: "\"q_content\": \"")[1].components(separatedBy: "\"")[0]
                return "{\"text\": \"\(text)\", \"embedding\": [\(place), 1, 2]}\n"
            }
            try program.write(texts.joined(), to: "e.jsonl")
            let file = try program.shell(
                "cultivar augment quality seeds.jsonl --seeds seeds.jsonl --similarity file:e.jsonl --format csv")
            #expect(file.code == 0, "\(file.errors)")
        }
    }

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/usr/share/wordnet/index.noun"), "wordnet-base is absent"))
    func wordNetGivesTheSameFileAgain() throws {
        try Program.inFreshFolder { program in
            try program.write(Self.seeds, to: "seeds.jsonl")
            let line = "cultivar augment --seeds seeds.jsonl --method wordnet --threshold calibrated --per-seed 3"
            #expect(try program.shell("\(line) --out a.jsonl").code == 0)
            #expect(try program.shell("\(line) --out b.jsonl").code == 0)
            #expect(try program.text(of: "a.jsonl") == program.text(of: "b.jsonl"))
        }
    }

    @Test func whatIsWrongIsSaid() throws {
        try Program.inFreshFolder { program in
            try program.write(Self.seeds, to: "seeds.jsonl")
            for (line, code, words) in [
                ("augment --seeds seeds.jsonl --method endpoint", 2, "--endpoint URL and --model"),
                ("augment --seeds seeds.jsonl --threshold near", 2, "calibrated"),
                ("augment --seeds seeds.jsonl --wordnet none", 1, "wordnet-base"),
                ("augment --seeds none.jsonl", 1, "none.jsonl"),
                ("augment quality seeds.jsonl --seeds seeds.jsonl --similarity far", 2, "file:FILE"),
            ] {
                let run = try program.shell("cultivar \(line)")
                #expect(run.code == Int32(code) && run.errors.contains(words), "\(line): \(run.code) \(run.errors)")
            }
        }
    }
}
