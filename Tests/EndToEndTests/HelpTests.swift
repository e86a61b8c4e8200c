import TestSupport
import Testing

/// Whole help screens, and that every command has one.
@Suite struct HelpTests {
    static let commands = [
        "ingest", "query", "repl", "report", "report run", "report describe", "report verify", "report diff", "reports",
        "export", "export rows", "export rejects",
        "export notebook", "export outside", "attach", "connect", "annotate", "schema", "info", "index", "index text",
        "check", "salvage", "upgrade", "survey",
        "survey export",
        "tag", "tag run", "tag status", "tag adopt", "tag sheet", "tag labels", "index duplicates",
        "survey labels", "survey audit", "survey distance", "survey invent", "profiles",
        "preferences", "preferences generate", "preferences pairs", "preferences reference", "preferences weigh",
        "preferences train", "preferences score", "preferences evaluate", "preferences export", "preferences survey",
        "survey ingest", "survey compare", "evaluate", "evaluate labels", "evaluate leaderboard", "evaluate answers",
        "evaluate choices", "evaluate wins", "evaluate tasks", "augment", "augment questions", "augment quality",
    ]

    @Test func overview() throws {
        let result = try Program.inFreshFolder { try $0.run("--help") }
        #expect(result.code == 0 && result.errors.isEmpty)
        expectGolden(result.output, tests: "EndToEndTests", name: "help.txt")
        for command in Self.commands where !command.contains(" ") {
            #expect(result.output.contains("\n  \(command) "), "\(command) is not listed")
        }
    }

    @Test(arguments: commands)
    func command(_ command: String) throws {
        let result = try Program.inFreshFolder { try $0.shell("cultivar \(command) --help") }
        #expect(result.code == 0 && result.errors.isEmpty)
        // An export writes rows by default, and tagging runs.
        let example = ["export rows": "export samples", "tag run": "tag --tagger"][command] ?? command
        #expect(command == "export" || result.output.contains("\n  cultivar \(example)"), "no example")
        expectGolden(result.output, tests: "EndToEndTests", name: "help-\(command.replacing(" ", with: "-")).txt")
    }

    @Test func version() throws {
        let result = try Program.inFreshFolder { try $0.run("--version") }
        expect(result, output: "cultivar 0.1.0\n")
    }
}
