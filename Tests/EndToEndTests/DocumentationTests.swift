import Foundation
import TestSupport
import Testing

/// The commands that README and docs show do what they say.
@Suite struct DocumentationTests {
    static let pages = [
        "README.md", "docs/getting-started.md", "docs/relations.md", "docs/reports.md", "docs/performance.md",
        "docs/published-figures.md", "docs/export.md", "docs/schema.md", "docs/measures.md",
        "docs/papers.md", "docs/gallery.md", "docs/functions.md", "docs/own-tables.md", "docs/reliability.md",
        "docs/surveys.md", "docs/preferences.md", "docs/tagging.md", "docs/benchmarks.md", "docs/augmentation.md",
        "docs/engines.md",
    ]
    /// What commands say beside their result, of what they have read and written.
    private static let accounts = [
        " seen = ", " replies have no label ", "Only ", " predictions of ", " rows, 0 left out because",
        " samples drawn = ",
    ]
    static let hasSample = FileManager.default.fileExists(
        atPath: PackageRoot.url.appending(path: "samples/culture-sample").path)

    private func text(_ page: String) throws -> String {
        try String(contentsOf: PackageRoot.url.appending(path: page), encoding: .utf8)
    }

    /// The indented blocks of a page, without their indentation.
    private func blocks(_ page: String) throws -> [String] {
        var blocks: [String] = []
        var isInside = false
        for line in try text(page).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("    ") {
                let code = String(line.dropFirst(4))
                if isInside { blocks[blocks.count - 1] += "\n" + code } else { blocks.append(code) }
            }
            isInside = line.hasPrefix("    ")
        }
        return blocks
    }

    @Test(.enabled(if: hasSample, "samples/culture-sample is absent"), arguments: pages)
    func commandsOfAPage(_ page: String) throws {
        try Program.inFreshFolder { program in
            try FileManager.default.createSymbolicLink(
                at: program.folder.appending(path: "samples"),
                withDestinationURL: PackageRoot.url.appending(path: "samples"))
            let load = "cultivar ingest samples/culture-sample --stages samples/culture-sample/stages.csv --quiet"
            #expect(try program.shell(load).code == 0)
            for block in try blocks(page) {
                if block.hasPrefix("-- title:") {
                    try program.write(block, to: "mine.sql")
                    try expectSuccess(program, "cultivar report ./mine.sql --param stage=alignment")
                } else if block.hasPrefix("select ") || block.hasPrefix("with") {
                    try program.write(block, to: "statement.sql")
                    try expectSuccess(program, "cultivar query - < statement.sql")
                } else {
                    for line in block.split(separator: "\n") where line.hasPrefix("cultivar ") {
                        try expectSuccess(program, String(line))
                    }
                }
            }
        }
    }

    private func expectSuccess(_ program: Program, _ line: String) throws {
        let result = try program.shell(line)
        // Reports whose requirements the sample does not meet are left out, and named.
        let expected = ["cultivar: left out: ", "cultivar: the figures are Vega-Lite", "cultivar: 0 of "]
        // The counts of one's own tables and of surveys go to standard error.
        let errors = result.errors.split(separator: "\n").filter { line in
            !expected.contains { line.hasPrefix($0) } && !line.contains(" records of ")
                && !line.contains(" respondents of ") && !Self.accounts.contains { line.contains($0) }
                // Cultures with few users are named.
                && !line.hasPrefix("warning: fewer than") && !line.contains("without a head: fewer than")
        }
        #expect(result.code == 0 && errors.isEmpty, "\(line): \(result.errors)")
    }

    @Test func everyCommandIsInTheDocs() throws {
        let all = try (Self.pages + ["CHANGELOG.md"]).map(text).joined()
        // Default subcommands are written without their name.
        let defaults = ["export", "export rows", "report run", "tag run"]
        for command in HelpTests.commands where !defaults.contains(command) {
            #expect(all.contains("cultivar \(command)"), "\(command) is nowhere in the docs")
        }
    }

    @Test func linksLeadSomewhere() throws {
        for page in Self.pages {
            let folder = PackageRoot.url.appending(path: page).deletingLastPathComponent()
            for match in try text(page).matches(of: /\]\(([^)#]+)[^)]*\)/) where !match.1.hasPrefix("http") {
                let target = folder.appending(path: String(match.1)).path
                #expect(FileManager.default.fileExists(atPath: target), "\(page): \(match.1)")
            }
        }
    }
}
