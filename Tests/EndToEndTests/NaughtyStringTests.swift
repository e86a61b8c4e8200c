import Foundation
import TestSupport
import Testing

/// The Big List of Naughty Strings as tags, places and texts of samples, written in every output mode, and read back by
/// other programs.
@Suite struct NaughtyStringRoundTripTests {
    private static let strings = PackageRoot.shared.appending(path: "suites/naughty-strings/blns.json")
    private static let python = PackageRoot.url.appending(path: ".venv/bin/python").path
    private static let script = PackageRoot.url.appending(path: "Tests/EndToEndTests/Readers/readers.py").path
    private static let isReady =
        FileManager.default.fileExists(atPath: strings.path) && FileManager.default.isExecutableFile(atPath: python)

    private static let formats = [
        "table", "csv", "tsv", "json", "jsonl", "markdown", "latex", "html", "line", "insert", "box",
    ]

    /// The strings as a data set of samples.
    private func load(_ program: Program) throws {
        let strings = try JSONDecoder().decode([String].self, from: Data(contentsOf: Self.strings))
        struct Sample: Encodable { var text: String, source: String, places: [String] }
        let encoder = JSONEncoder()
        let lines = try strings.map { string in
            String(decoding: try encoder.encode(Sample(text: string, source: string, places: [string])), as: UTF8.self)
        }
        try program.write(lines.joined(separator: "\n") + "\n", to: "naughty.jsonl")
        let result = try program.run("ingest", "naughty.jsonl")
        #expect(result.code == 0, "\(result.errors)")
    }

    @Test(
        .enabled(if: isReady, "../shared/suites/naughty-strings or the Python environment of `make setup` is absent"),
        arguments: ["text", "source", "places"])
    func everyStringComesOutOfEveryMode(_ column: String) throws {
        try Program.inFreshFolder { program in
            try load(program)
            // An empty text is none: nothing comes out of it.
            let sql =
                column == "text"
                ? "select id, coalesce(text, '') as text from samples order by id"
                : """
                select code as id, value as text
                from dictionary_value
                where column_id = (select id from column_definition where name = '\(column)')
                order by code
                """
            for format in Self.formats {
                let result = try program.shell("cultivar query \"\(sql)\" --format \(format) > \(format)")
                #expect(result.code == 0 && result.errors.isEmpty, "\(format): \(result.errors)")
            }
            let result = try program.shell("'\(Self.python)' '\(Self.script)' '\(Self.strings.path)' \(column)")
            #expect(result.code == 0, "\(column): \(result.errors.suffix(2000))")
        }
    }
}
