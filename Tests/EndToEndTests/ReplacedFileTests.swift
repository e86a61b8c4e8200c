import Foundation
import TestSupport
import Testing

/// Files that no output is written over, and files that are named twice.
@Suite struct ReplacedFileTests {
    private static func load(in program: Program) throws {
        let lines = (1...6).map { #"{"text": "text \#($0)", "source": "\#($0 % 2 == 0 ? "a" : "b")", "culture": "x"}"# }
        try program.write(lines.joined(separator: "\n") + "\n", to: "texts.jsonl")
        expect(succeeds: try program.run("ingest", "texts.jsonl"))
    }

    /// An output that was named like the store took its place.
    @Test(arguments: [
        "tag sheet --sample 3 --dimensions culture --out corpus.sqlite --replace",
        "tag sheet --sample 3 --dimensions culture --out x.csv --codebook corpus.sqlite",
        "tag sheet --sample 3 --dimensions culture --out other.sqlite --replace",
        "survey invent --respondents 3 --out other.sqlite", "export samples --out other.sqlite --format csv",
        "preferences generate --out folder", "export notebook --out other.sqlite",
    ]) func noOutputReplacesADatabase(arguments: String) throws {
        try Program.inFreshFolder { program in
            try Self.load(in: program)
            let folder = program.folder
            func path(_ name: String) -> URL { folder.appending(path: name) }
            try FileManager.default.copyItem(at: path("corpus.sqlite"), to: path("other.sqlite"))
            try FileManager.default.createDirectory(at: path("folder"), withIntermediateDirectories: true)
            for name in ["survey.jsonl", "utterances.jsonl"] {
                try FileManager.default.copyItem(at: path("corpus.sqlite"), to: path("folder/\(name)"))
            }
            let before = try Data(contentsOf: path("corpus.sqlite"))
            let result = try program.shell("\(Program.executable.path) \(arguments)")
            #expect(result.code != 0, "\(result.output)")
            for name in ["corpus.sqlite", "other.sqlite", "folder/survey.jsonl", "folder/utterances.jsonl"] {
                #expect(try Data(contentsOf: path(name)) == before, "\(name): \(result.errors)")
            }
        }
    }

    /// `export samples` wrote over the file that the store was loaded from.
    @Test func noExportReplacesAnInput() throws {
        try Program.inFreshFolder { program in
            try Self.load(in: program)
            let before = try program.text(of: "texts.jsonl")
            let result = try program.run("export", "samples", "--sample", "2", "--out", "./texts.jsonl")
            #expect(result.code == 1 && result.errors.contains("is not written over"), "\(result.errors)")
            #expect(try program.text(of: "texts.jsonl") == before)
        }
    }

    /// A second `tag sheet` took the place of a sheet that people had filled in.
    @Test func aSheetWithLabelsStays() throws {
        try Program.inFreshFolder { program in
            try Self.load(in: program)
            let sheet = ["tag", "sheet", "--sample", "3", "--dimensions", "culture", "--out", "sheet.csv"]
            expect(succeeds: try program.run(sheet, environment: [:]))
            try program.write("labelled\n", to: "sheet.csv")
            let again = try program.run(sheet, environment: [:])
            #expect(again.code != 0 && again.errors.contains("give --replace"), "\(again.errors)")
            #expect(try program.text(of: "sheet.csv") == "labelled\n")
            expect(succeeds: try program.run(sheet + ["--replace"], environment: [:]))
            #expect(try program.text(of: "sheet.csv") != "labelled\n")
        }
    }

    /// A file that a call names twice was stored twice.
    @Test func aFileThatIsNamedTwiceIsLoadedOnce() throws {
        try Program.inFreshFolder { program in
            try Self.load(in: program)
            let path = program.folder.appending(path: "texts.jsonl").path
            let result = try program.run(
                "ingest", "texts.jsonl", "./texts.jsonl", path, "--store", "second.sqlite")
            #expect(result.output.contains("the same file as texts.jsonl"), "\(result.output)\(result.errors)")
            let count = try program.run(
                "query", "select count(*) from samples", "--format", "csv", "--store", "second.sqlite")
            expect(count, output: "count(*)\n6\n")
        }
    }

    /// A column of counts named n was taken for the numbers of the rows, and `sum(n)` counted rows.
    @Test func aColumnOfCountsIsKept() throws {
        try Program.inFreshFolder { program in
            try program.write("country,n\nKenya,1500\nIndia,320\nPeru,77\n", to: "counts.csv")
            expect(succeeds: try program.run("ingest", "counts.csv"))
            let total = try program.run("query", "select sum(n_value) from samples", "--format", "csv")
            expect(total, output: "sum(n_value)\n1897\n")
        }
    }
}
