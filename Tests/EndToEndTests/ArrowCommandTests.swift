import Foundation
import TestSupport
import Testing

/// Arrow out of the store and into it.
@Suite(
    .enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint),
    .enabled(if: DocumentationTests.hasSample, "samples/culture-sample is absent"))
struct ArrowCommandTests {
    private func withSample(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            let sample = PackageRoot.url.appending(path: "samples/culture-sample").path
            let result = try program.shell("cultivar ingest '\(sample)' --stages '\(sample)/stages.csv' --quiet")
            #expect(result.code == 0, "\(result.errors)")
            try body(program)
        }
    }

    private static let sameAsLines = """
        import json, os, sys, polars, duckdb, pyarrow.ipc as ipc, pyarrow.feather as feather
        os.chdir(sys.argv[1])
        wanted = [json.loads(line) for line in open('a.jsonl')]
        for name in ('a.arrow', 'a.feather'):
            table = feather.read_table(name)
            assert table.to_pylist() == wanted, name
            assert polars.read_ipc(name).to_dicts() == wanted, name
            table.validate(full=True)
            assert table.schema.metadata[b'cultivar.relation'] == b'samples'
            assert table.schema.metadata[b'cultivar.store']
        with ipc.open_stream('a.arrows') as stream: table_of_arrow = stream.read_all()
        assert table_of_arrow.to_pylist() == wanted
        assert polars.read_ipc_stream('a.arrows').to_dicts() == wanted
        assert duckdb.sql('select count(*) from table_of_arrow').fetchall() == [(len(wanted),)]
        """

    @Test func arrowHasWhatJSONLinesHave() throws {
        try withSample { program in
            for condition in ["1", "cultural", "0", "id = 7"] {
                for name in ["a.arrow", "a.feather", "a.jsonl"] {
                    let result = try program.run("export", "samples", "--where", condition, "--out", name)
                    #expect(result.code == 0, "\(result.errors)")
                }
                let stream = try program.shell(
                    "cultivar export samples --where '\(condition)' --out - --format arrow > a.arrows")
                #expect(stream.code == 0, "\(stream.errors)")
                let (output, code) = try PythonEnvironment.run(Self.sameAsLines, [program.folder.path])
                #expect(code == 0, "\(condition): \(output)")
            }
        }
    }

    /// The rows of a file, a stream and a pipe are those of the same rows as JSON lines.
    @Test func whatIsExportedIsLoadedWhole() throws {
        try withSample { program in
            let columns = "id,text,culture,places"
            let all = try program.shell(
                """
                cultivar export samples --columns \(columns) --out a.jsonl --quiet
                cultivar export samples --columns \(columns) --out a.arrow --quiet
                cultivar export samples --columns \(columns) --out - --format arrow --quiet > a.arrows
                mkfifo pipe.arrow
                """)
            #expect(all.code == 0, "\(all.errors)")
            func answers(_ load: String) throws -> String {
                let result = try program.shell(
                    """
                    rm -f other.sqlite*
                    \(load)
                    cultivar query 'select row, text, culture from samples' --store other.sqlite --format csv &&
                    cultivar query 'select row, place, country from places' --store other.sqlite --format csv
                    """)
                #expect(result.code == 0, "\(load): \(result.errors)")
                return result.output
            }
            let options = "--store other.sqlite --dataset a --stage sft --quiet"
            let expected = try answers("cultivar ingest a.jsonl \(options)")
            #expect(expected.split(separator: "\n").count > 100)
            #expect(try answers("cultivar ingest a.arrow \(options)") == expected)
            #expect(try answers("cultivar ingest a.arrows \(options)") == expected)
            #expect(try answers("cultivar ingest - \(options) < a.arrows") == expected)
            #expect(try answers("gzip -kf a.arrow && cultivar ingest a.arrow.gz \(options)") == expected)
            #expect(try answers("cat a.arrow > pipe.arrow & cultivar ingest pipe.arrow \(options)") == expected)

            let ask =
                "cultivar query 'select id, text, culture, places from mine order by id' --format csv --table mine="
            let lines = try program.shell(ask + "a.jsonl").output
            #expect(lines.split(separator: "\n").count > 100)
            #expect(try program.shell(ask + "a.arrow").output == lines)
            #expect(try program.shell(ask + "a.arrows").output == lines)
            #expect(try program.shell("cat a.arrows | " + ask + "-").output == lines)
        }
    }

    @Test func anAnswerGoesThroughAPipe() throws {
        try withSample { program in
            let python = PackageRoot.url.appending(path: ".venv/bin/python").path
            try program.write(
                """
                import sys, pyarrow.ipc as ipc
                table = ipc.open_stream(sys.stdin.buffer).read_all()
                print([str(field.type) for field in table.schema], table.schema.metadata[b'cultivar.provenance'].decode())
                print(table.to_pylist())
                """, to: "read.py")
            let result = try program.shell(
                "cultivar query \"select 'ü' as t, 1 as i, 0.5 as r, null as n union all select null, null, 2, null\""
                    + " --format arrow | '\(python)' read.py")
            #expect(result.code == 0, "\(result.errors)")
            #expect(
                result.output.hasPrefix("['string', 'int64', 'double', 'string'] select 'ü' as t, 1 as i, 0.5 as r"))
            #expect(
                result.output.contains(
                    "[{'t': 'ü', 'i': 1, 'r': 0.5, 'n': None}, {'t': None, 'i': None, 'r': 2.0, 'n': None}]"))
        }
    }

    @Test func aDamagedFileIsAnErrorThatNamesIt() throws {
        try withSample { program in
            let result = try program.shell(
                """
                cultivar export samples --columns id,text --out a.arrow --quiet
                head -c 3000 a.arrow > cut.arrow
                cultivar ingest cut.arrow --store other.sqlite
                """)
            #expect(
                result.code != 0 && result.errors.contains("cut.arrow, at byte 2994: not a whole Arrow file"),
                "\(result)")
            let schema = try program.run("schema", "a.arrow")
            #expect(schema.code == 0 && schema.output.hasPrefix("a.arrow: Arrow, "), "\(schema)")
        }
    }
}
