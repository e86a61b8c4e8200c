import Foundation
import TestSupport
import Testing

/// What docs/prompt.md shows runs, in its order, in one session; and so does the session that was recorded.
@Suite struct PromptDocumentationTests {
    private static let page = PackageRoot.url.appending(path: "docs/prompt.md")

    @Test(.enabled(if: DocumentationTests.hasSample, "samples/culture-sample is absent"))
    func theWalkThroughRuns() throws {
        let lines = try String(contentsOf: Self.page, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let typed = lines.filter { $0.hasPrefix("    ") && !$0.hasPrefix(Self.prompts[1]) }
            .map { String($0.dropFirst(4)) }
        let isOfShell: (String) -> Bool = { $0.hasPrefix("cultivar ") || $0.hasPrefix("echo ") }
        try Program.inFreshFolder { program in
            try FileManager.default.createSymbolicLink(
                at: program.folder.appending(path: "samples"),
                withDestinationURL: PackageRoot.url.appending(path: "samples"))
            let environment = ["HOME": program.folder.path, "CULTIVAR_HISTORY": "history"]
            try program.write("select 1 as one;\n", to: "questions.sql")
            let load = typed.first(where: isOfShell) ?? ""
            #expect(load.hasPrefix("cultivar ingest"))
            #expect(try program.shell(load).code == 0)
            for line in typed.filter(isOfShell).dropFirst() {
                let result = try program.shell(line, environment: environment)
                #expect(result.code == 0 && result.errors.isEmpty, "\(line): \(result.errors)")
            }
            let session = typed.filter { !isOfShell($0) }.joined(separator: "\n")
            let result = try program.run("repl", input: session, environment: environment)
            #expect(result.code == 0, "\(result.errors)")
            #expect(try program.text(of: "stages.csv").hasPrefix("stage,samples\n"))
            #expect(try !program.text(of: "sorted.txt").isEmpty)
            #expect(result.output.contains("Gini"))
            let recorded = try program.run(
                "repl", input: Self.recorded(lines).joined(separator: "\n"), environment: environment)
            #expect(recorded.code == 0, "\(recorded.errors)")
        }
    }

    private static let prompts = ["cultivar> ", "     ...> "]

    /// What was typed in the recorded session, behind its prompts, and what the table of times lists.
    private static func recorded(_ lines: [Substring]) -> [Substring] {
        lines.compactMap { line in
            if let prompt = prompts.first(where: line.hasPrefix) { return line.dropFirst(prompt.count) }
            guard line.hasPrefix("| `"), let typed = line.dropFirst(3).split(separator: "`").first,
                typed.hasSuffix(";") || typed.hasPrefix(".")
            else { return nil }
            return typed
        }
    }

    @Test func theCommandsOfTheHelpAreInThePage() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        for command in [
            ".help", ".tables", ".describe", ".values", ".mode", ".once", ".output", ".param", ".explain", ".save",
            ".chart",
        ] {
            #expect(text.contains(command), "\(command)")
        }
    }
}
