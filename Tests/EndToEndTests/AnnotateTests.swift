import Foundation
import TestSupport
import Testing

/// Tags beside the upstream data set: what matches, what does not, what stays as it was.
@Suite struct AnnotateTests {
    private static let tagged = """
        text,culture,domain,places
        What is koshari?,GeneralCulture,food,Egypt
        Two and two?,NoCulture,maths,
        Two   and two?,NoCulture,maths,
        Ceviche,CultureAsKnowledge,food,Peru;Chile
        Ceviche,NoCulture,food,

        """

    private func inFolder(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            try program.write(Self.tagged, to: "tagged.csv")
            _ = try program.run("ingest", "tagged.csv")
            try body(program)
        }
    }

    @Test func jsonLinesStayAsTheyAre() throws {
        try inFolder { program in
            try program.write(
                #"""
                { "id" : 1.50, "p": "\tWhat is\nkoshari? ", "nested": {"culture": [1, {"a": null}]} }
                {"p":"Two and two?","id":1e3}
                {"p":"Ceviche"}
                {"p":"unknown"}
                {"p":null}
                {}
                {"p":

                """#, to: "up.jsonl")
            let result = try program.run("annotate", "up.jsonl", "--text-column", "p", "--out", "out.jsonl")
            #expect(result.code == 0 && result.errors.isEmpty)
            #expect(
                result.outputWithoutTimes.contains(
                    "7 records seen = 2 matched + 3 unmatched + 1 ambiguous + 1 rejected, by 3 texts of the store"))
            #expect(
                try program.text(of: "out.jsonl") == #"""
                    { "id" : 1.50, "p": "\tWhat is\nkoshari? ", "nested": {"culture": [1, {"a": null}]},"culture":"GeneralCulture","domain":"food","places":["Egypt"]}
                    {"p":"Two and two?","id":1e3,"culture":"NoCulture","domain":"maths","places":[]}
                    {"p":"Ceviche","culture":null,"domain":null,"places":null}
                    {"p":"unknown","culture":null,"domain":null,"places":null}
                    {"p":null,"culture":null,"domain":null,"places":null}
                    {"culture":null,"domain":null,"places":null}

                    """#)
            #expect(
                try program.text(of: "out.jsonl.unmatched.jsonl") == #"""
                    {"file":"up.jsonl","record":3,"outcome":"ambiguous","text":"Ceviche","candidates":[{"samples":1,"culture":"CultureAsKnowledge","domain":"food","places":["Peru","Chile"]},{"samples":1,"culture":"NoCulture","domain":"food","places":[]}]}
                    {"file":"up.jsonl","record":4,"outcome":"unmatched","text":"unknown"}
                    {"file":"up.jsonl","record":5,"outcome":"unmatched","text":null}
                    {"file":"up.jsonl","record":6,"outcome":"unmatched","text":null}
                    {"file":"up.jsonl","record":7,"outcome":"rejected","line":7,"reason":"not JSON: it ends too early, 5 bytes into the record","text":"{\"p\":"}

                    """#)
        }
    }

    /// A name that only a later record has is noticed as well: the file is written again.
    @Test func namesThatRecordsHaveGetAPrefix() throws {
        try inFolder { program in
            try program.write(
                "{\"p\":\"Two and two?\"}\n{\"p\":\"x\",\"domain\":\"own\",\"tag_domain\":2}\n", to: "up.jsonl")
            let result = try program.run(
                "annotate", "up.jsonl", "--text-column", "p", "--columns", "domain", "--out", "out.jsonl")
            #expect(
                result.output.hasPrefix("column tag_tag_domain: has a prefix, since records have its name already\n"))
            #expect(
                try program.text(of: "out.jsonl") == """
                    {"p":"Two and two?","tag_tag_domain":"maths"}
                    {"p":"x","domain":"own","tag_domain":2,"tag_tag_domain":null}

                    """)
        }
    }

    @Test func csvKeepsItsSeparatorAndItsCells() throws {
        try inFolder { program in
            try program.write(
                "id\tp\tempty\tquoted\n1\tTwo  and two?\t\t\"\"\n2\tCeviche\t\t\"a\tb\"\"\"\n", to: "up.tsv")
            let result = try program.run(
                "annotate", "up.tsv", "--text-column", "p", "--out", "out.tsv", "--where",
                "culture <> 'NoCulture' or domain = 'maths'")
            #expect(result.output.contains("2 records seen = 2 matched + 0 unmatched + 0 ambiguous + 0 rejected"))
            #expect(
                try program.text(of: "out.tsv")
                    == "id\tp\tempty\tquoted\tculture\tdomain\tplaces\n1\tTwo  and two?\t\t\tNoCulture\tmaths\t\"\"\n"
                    + "2\tCeviche\t\t\"a\tb\"\"\"\tCultureAsKnowledge\tfood\tPeru;Chile\n")
        }
    }

    /// Names that no reader could tell apart stay what they are.
    @Test func csvKeepsItsHeader() throws {
        try inFolder { program in
            try program.write(",p,x,x\n0,Two and two?,1,2\n", to: "up.csv")
            let result = try program.shell("cultivar annotate up.csv --text-column p --columns culture --out o.csv")
            #expect(result.code == 0, "\(result.errors)")
            #expect(try program.text(of: "o.csv") == ",p,x,x,culture\n0,Two and two?,1,2,NoCulture\n")
        }
    }

    @Test func severalFilesAndFolders() throws {
        try inFolder { program in
            try program.write("[{\"p\":\"Two and two?\",\n \"q\":1},{\"p\":\"x\"}]", to: "a.json")
            try program.write("p\nTwo and two?\n", to: "b.csv")
            let mixed = try program.run("annotate", "a.json", "b.csv", "--text-column", "p", "--out", "out.jsonl")
            #expect(mixed.code == 1 && mixed.errors.contains("of different formats. Give a folder"))
            let folder = try program.shell(
                "gzip -k b.csv && cultivar annotate a.json b.csv.gz --text-column p --out out/ --columns culture")
            #expect(folder.code == 0, "\(folder.errors)")
            #expect(
                try program.text(of: "out/a.jsonl")
                    == "{\"p\":\"Two and two?\",  \"q\":1,\"culture\":\"NoCulture\"}\n{\"p\":\"x\",\"culture\":null}\n")
            #expect(try program.text(of: "out/b.csv") == "p,culture\nTwo and two?,NoCulture\n")
            #expect(program.exists("out/unmatched.jsonl"))
        }
    }

    @Test(arguments: [
        ("up.csv --text-column p --out up.csv", "up.csv is one of the files that are read"),
        ("up.csv --text-column x --out o.csv", "has no column “x”"),
        ("up.csv --text-column p --out o.jsonl", "should end with .csv"),
        ("- --text-column p --out o.csv", "standard input cannot be annotated"),
        ("missing.csv --text-column p --out o.csv", "missing.csv cannot be opened"),
        ("up.csv --text-column p --out o.csv --columns text", "is one of texts"),
        (". --text-column p --out o.csv", "is a folder"),
    ])
    func mistakes(arguments: String, message: String) throws {
        try inFolder { program in
            try program.write("p\nx\n", to: "up.csv")
            let result = try program.shell("cultivar annotate \(arguments)")
            #expect(result.code == 1 && result.errors.contains(message), "\(result.errors)")
            #expect(!program.exists("o.csv") && !program.exists("o.csv.part"))
        }
    }

    private static let unchanged = """
        import sys, pyarrow as pa, pyarrow.parquet as pq
        if sys.argv[1] == "make":
            pq.write_table(pa.table({"p": ["Two and two?", None, "Ceviche"], "n": [[{"a": 1}], None, []],
                "f": pa.array([1.5, None, 2], pa.float16())}), sys.argv[2], row_group_size=2)
        else:
            table, own = pq.read_table(sys.argv[3]), pq.read_table(sys.argv[2])
            assert table.select(own.schema.names).equals(own)
            assert table.select(["culture", "places"]).to_pylist() == [
                {"culture": "NoCulture", "places": []}, {"culture": None, "places": None}, {"culture": None, "places": None}]
        """

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func parquetKeepsItsTypes() throws {
        try inFolder { program in
            let paths = ["up.parquet", "out.parquet"].map { program.folder.appending(path: $0).path }
            #expect(try PythonEnvironment.run(Self.unchanged, ["make"] + paths).code == 0)
            let result = try program.run("annotate", "up.parquet", "--text-column", "p", "--out", "out.parquet")
            #expect(result.output.contains("3 records seen = 1 matched + 1 unmatched + 1 ambiguous + 0 rejected"))
            let (output, code) = try PythonEnvironment.run(Self.unchanged, ["compare"] + paths)
            #expect(code == 0, "\(output)")
        }
    }
}
