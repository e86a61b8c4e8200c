import Foundation
import TestSupport
import Testing

/// The built-in reports on the sample corpus, computed again by DuckDB and Python from one row per sample.
@Suite struct LongFormTests {
    static let python = PackageRoot.url.appending(path: ".venv/bin/python")
    static let script = PackageRoot.url.appending(path: "Tests/ReportsTests/LongForm/recompute.py")

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: python.path), "no .venv: `make setup` makes it"))
    func reportsAgreeWithTheLongWay() throws {
        try Program.inFreshFolder { program in
            let sample = PackageRoot.url.appending(path: "samples/culture-sample").path
            let load = try program.run("ingest", sample, "--stages", "\(sample)/stages.csv", "--quiet")
            #expect(load.code == 0)
            for relation in ["samples", "places", "countries"] {
                let line = "cultivar query 'select * from \(relation)' --format csv > \(relation).csv"
                #expect(try program.shell(line).code == 0)
            }
            let stages = "cultivar query 'select stage, position from stage_order' --format csv > stages.csv"
            #expect(try program.shell(stages).code == 0)
            #expect(try program.run("report", "all", "--out", "tables", "--format", "csv").code == 0)
            let files = "samples.csv places.csv countries.csv stages.csv tables"
            let result = try program.shell("'\(Self.python.path)' '\(Self.script.path)' \(files)")
            #expect(result.code == 0, "\(result.output)\(result.errors)")
        }
    }
}
