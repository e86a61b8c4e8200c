import Foundation
import TestSupport
import Testing

/// Pairs, reference and weights in one pass.
@Suite struct PreferencePassTests {
    private func withRatings(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            expect(succeeds: try program.run("preferences", "generate", "--utterances", "900", "--bad-scores", "3"))
            expect(succeeds: try program.run("ingest", "prism", "--profile", "prism", "--quiet"))
            try body(program)
        }
    }

    private func table(_ program: Program, _ name: String) throws -> String {
        let result = try program.run("query", "select * from \(name) order by id", "--format", "csv")
        expect(succeeds: result)
        return result.output
    }

    /// Each of the three commands computes the whole table, so that the last one decides.
    @Test func onePassGivesTheRowsOfThreeCommands() throws {
        try withRatings { program in
            let onePass = try program.run(
                "preferences", "pairs", "--min-gap", "3", "--reference", "model-strength", "--weigh")
            expect(succeeds: onePass)
            let (pairs, turns) = (try table(program, "pairs"), try table(program, "turns"))
            #expect(pairs.split(separator: "\n").count > 100)

            for command in [
                ["pairs", "--min-gap", "3"], ["reference", "--from", "model-strength"], ["weigh"],
            ] {
                let result = try program.run(["preferences"] + command)
                expect(succeeds: result)
                if command == ["weigh"] {
                    // The last line counts the former rows.
                    func facts(_ output: String) -> [Substring] {
                        output.split(separator: "\n").filter { !$0.contains("former pairs") }
                    }
                    #expect(facts(result.output) == facts(onePass.output))
                }
            }
            #expect(try table(program, "pairs") == pairs && table(program, "turns") == turns)
        }
    }

    @Test(arguments: [
        (["--weigh"], "--weigh needs a --reference"),
        (["--reference", "file:rewards.csv"], "preferences reference --from"),
        (["--reference", "endpoint:http://127.0.0.1:1"], "preferences reference --from"),
        (["--reference", "nothing"], "nothing"),
    ])
    func wrongUsage(arguments: [String], message: String) throws {
        try Program.inFreshFolder { program in
            let result = try program.run(["preferences", "pairs"] + arguments)
            #expect(result.code == 2 && result.errors.contains(message), "\(result.errors)")
        }
    }
}
