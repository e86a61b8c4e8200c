import Foundation
import TestSupport
import Testing

/// The sample corpus that the repository ships, from its files to an exported notebook.
@Suite struct SampleCorpusTests {
    private static let sample = PackageRoot.url.appending(path: "samples/culture-sample")

    private struct Expected: Decodable {
        var rows: Int
        var rejects: Int
    }

    /// Loads the sample into `corpus.sqlite` and gives `body` a program beside it.
    private func withSample(_ body: (Program, RunResult) throws -> Void) throws {
        try Program.inFreshFolder { program in
            try FileManager.default.createSymbolicLink(
                at: program.folder.appending(path: "samples"),
                withDestinationURL: PackageRoot.url.appending(path: "samples"))
            try body(
                program,
                program.run("ingest", "samples/culture-sample", "--stages", "samples/culture-sample/stages.csv"))
        }
    }

    @Test func everyRowIsAccountedFor() throws {
        let expected = try JSONDecoder().decode(
            Expected.self, from: Data(contentsOf: Self.sample.appending(path: "expected.json")))
        try withSample { program, load in
            #expect(load.code == 0 && load.errors.isEmpty)
            let seen = Magnitude(expected.rows + expected.rejects).text
            let stored = Magnitude(expected.rows).text
            let account = "\(seen) rows seen = \(stored) stored + \(expected.rejects) rejected + 0 skipped; 4 files"
            #expect(load.output.contains(account), "\(load.output)")
            let check = try program.run("check")
            #expect(check.code == 0, "\(check.output)")
        }
    }

    /// The cells of a notebook, each as text.
    private static func codeCells(_ notebook: Data, keepingOutputs: Bool = false) throws -> [String] {
        let content = try #require(try JSONSerialization.jsonObject(with: notebook) as? [String: Any])
        return try #require(content["cells"] as? [[String: Any]]).map { cell in
            var cell = cell
            if !keepingOutputs {
                cell["outputs"] = nil
                cell["execution_count"] = nil
            }
            // A line a piece here, the whole text there.
            cell["source"] = (cell["source"] as? [String])?.joined() ?? cell["source"]
            return String(
                decoding: try JSONSerialization.data(
                    withJSONObject: cell, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
        }
    }

    /// What is in notebooks-export/ is what the program exports.
    @Test func theExportedNotebook() throws {
        try withSample { program, _ in
            let export = try program.run("export", "notebook", "--out", "export/culture-sample.ipynb")
            #expect(export.code == 0, "\(export.errors)")
            let folder = PackageRoot.url.appending(path: "notebooks-export")
            func files(in folder: String) throws -> [String] {
                try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") }.sorted()
            }
            let kept = try files(in: folder.path).filter { $0 != "README.md" }
            let written = try files(in: program.folder.path + "/export")
            #expect(kept == written)
            for file in written where file.hasSuffix(".ipynb") {
                let outputs = try Self.codeCells(Data(contentsOf: folder.appending(path: file)), keepingOutputs: true)
                #expect(outputs.filter { $0.contains("image/png") }.count > 25, "\(file) has no figures: make notebook")
                #expect(!outputs.contains { $0.contains("\"name\":\"stderr\"") }, "\(file) has warnings")
                #expect(
                    try Self.codeCells(Data(contentsOf: folder.appending(path: file)))
                        == Self.codeCells(Data(program.text(of: "export/\(file)").utf8)),
                    "\(file) differs: make notebook")
            }
            for file in written where !file.hasSuffix(".ipynb") {
                let expected = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
                #expect(try program.text(of: "export/\(file)") == expected, "\(file) differs: make notebook")
            }
        }
    }
}

/// A number as the account of a load shows it.
private struct Magnitude {
    let text: String

    init(_ number: Int) {
        text = number < 1000 ? "\(number)" : "\(number / 1000)," + String("\(1000 + number % 1000)".dropFirst())
    }
}
