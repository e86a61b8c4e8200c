import Foundation
import TestSupport
import Testing

/// What `cultivar report --out` writes of the sample corpus: files of every form, the same on every run.
@Suite struct ReportFilesTests {
    private static let forms = "csv,tsv,json,jsonl,markdown,latex,html,vl"
    /// Files that are kept whole; the others by their hashes in the manifest.
    private static let keptBytes = 16_000

    private func withSample(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            try FileManager.default.createSymbolicLink(
                at: program.folder.appending(path: "samples"),
                withDestinationURL: PackageRoot.url.appending(path: "samples"))
            let load = try program.run(
                "ingest", "samples/culture-sample", "--stages", "samples/culture-sample/stages.csv", "--quiet")
            try #require(load.code == 0, "\(load.errors)")
            try body(program)
        }
    }

    private func files(in folder: String, of program: Program) throws -> [String: Data] {
        let path = program.folder.appending(path: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: path.path)
        return Dictionary(
            uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: path.appending(path: $0))) })
    }

    @Test func goldenFiles() throws {
        try withSample { program in
            let written = try program.run("report", "all", "--out", "tables", "--format", Self.forms)
            #expect(written.code == 0)
            // The manifest has the hash of every file.
            expectGolden(
                try program.text(of: "tables/manifest.json"), tests: "EndToEndTests", name: "tables/manifest.json")
            let files = try files(in: "tables", of: program)
            #expect(files.count > 180)
            for (name, data) in files.sorted(by: { $0.key < $1.key }) where data.count <= Self.keptBytes {
                guard [".md", ".tex", ".vl.json", ".bib"].contains(where: name.hasSuffix) else { continue }
                expectGolden(String(decoding: data, as: UTF8.self), tests: "EndToEndTests", name: "tables/\(name)")
            }
            let onOneCore = try program.shell(
                "taskset -c 0 cultivar report all --out again --format \(Self.forms),parquet")
            #expect(onOneCore.code == 0)
            let again = try self.files(in: "again", of: program)
            for (name, data) in files where name != "manifest.json" {
                #expect(again[name] == data, "\(name) differs on one core")
            }
        }
    }

    @Test func verifyAndDiff() throws {
        try withSample { program in
            #expect(try program.run("report", "decay", "tasks", "--out", "tables", "--format", "csv,latex").code == 0)
            let whole = try program.run("report", "verify", "tables")
            expect(
                whole, output: "15 files are as the manifest has them; the store gives 15 of them again\n")
            try program.write(
                program.text(of: "tables/decay.csv").replacing("0.300", with: "0.400"), to: "tables/decay.csv")
            let changed = try program.run("report", "verify", "tables")
            expect(
                changed,
                output: """
                    decay.csv was changed since it was written
                    decay.csv: the store gives another one, from line 3 on
                    14 files are as the manifest has them; the store gives 14 of them again

                    """, code: 1)
            let difference = try program.run(
                "report", "diff", "corpus.sqlite", "tables", "--report", "decay", "--format", "csv")
            expect(
                difference,
                output: """
                    table,row,column,a,b,difference,outside,state
                    decay,stage = sft,share,0.30035971223021585,0.4003597122302158,0.09999999999999998,1,changed

                    """,
                errors:
                    "cultivar: 1 of 310 values differ, 1 of them outside the interval of the other; 0 rows are in one only\n"
            )
        }
    }

    /// With a full disk or a killed process, each file is the previous one or the new one, never a part of it.
    @Test(arguments: ["trap '' XFSZ; ", ""])
    func aWriteThatFailsMidwayLeavesWholeFiles(_ prelude: String) throws {
        try withSample { program in
            #expect(try program.run("report", "all", "--out", "tables", "--format", "csv,latex").code == 0)
            #expect(
                try program.run("report", "all", "--out", "new", "--format", "csv,latex", "--level", "0.9").code == 0)
            let former = try files(in: "tables", of: program)
            let new = try files(in: "new", of: program)
            let failed = try program.shell(
                "\(prelude)ulimit -f 20; cultivar report all --level 0.9 --out tables --format csv,latex")
            #expect(failed.code != 0)
            for (name, data) in try files(in: "tables", of: program) where !name.hasSuffix(".part") {
                #expect(data == former[name] || data == new[name], "\(name) is half a file")
            }
            let whole = try program.run("report", "all", "--level", "0.9", "--out", "tables", "--format", "csv,latex")
            #expect(whole.code == 0)
            #expect(try files(in: "tables", of: program) == new)
        }
    }

    @Test func formsThatThereAreNot() throws {
        try withSample { program in
            let unknown = try program.run("report", "decay", "--out", "tables", "--format", "csv,doc")
            #expect(unknown.code == 2 && unknown.errors.hasPrefix("Error: There is no file of the form 'doc'"))
            let printed = try program.run("report", "decay", "--format", "pdf")
            #expect(
                printed.code == 2
                    && printed.errors.hasPrefix("Error: The form 'pdf' is a file: name a folder with --out."))
            let undrawn = try program.run("report", "decay", "--out", "tables", "--format", "pdf")
            #expect(undrawn.code == 0 && program.exists("tables/decay.vl.json") && !program.exists("tables/decay.pdf"))
            #expect(undrawn.errors.hasPrefix("cultivar: the figures are Vega-Lite specifications (.vl.json) only"))
            #expect(undrawn.errors.split(separator: "\n").count == 1)
        }
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func picturesAreTheSameEachTime() throws {
        try withSample { program in
            for folder in ["a", "b"] {
                let drawn = try program.run(
                    "report", "decay", "domains", "--out", folder, "--format", "svg,pdf,png,html",
                    environment: ["CULTIVAR_PYTHON": PythonEnvironment.path])
                #expect(drawn.code == 0 && drawn.errors.isEmpty, "\(drawn.errors)")
            }
            let one = try files(in: "a", of: program)
            #expect(one == (try files(in: "b", of: program)))
            #expect(one["decay.pdf"]?.starts(with: Data("%PDF".utf8)) == true)
            #expect(one["index.html"].map { String(decoding: $0, as: UTF8.self).contains("<svg") } == true)
        }
    }
}

/// The gallery of the documentation has every figure of the sample.
@Suite struct GalleryTests {
    @Test func everyFigureIsThere() throws {
        let golden = PackageRoot.url.appending(path: "Tests/EndToEndTests/Golden/tables/manifest.json")
        let manifest = try String(contentsOf: golden, encoding: .utf8)
        let page = try String(contentsOf: PackageRoot.url.appending(path: "docs/gallery.md"), encoding: .utf8)
        let figures = manifest.matches(of: /"file" : "([^"]+)\.vl\.json"/).map { String($0.1) }
        #expect(figures.count >= 20)
        for figure in figures {
            #expect(page.contains("](gallery/\(figure).svg)"), "make gallery draws \(figure)")
        }
    }
}
