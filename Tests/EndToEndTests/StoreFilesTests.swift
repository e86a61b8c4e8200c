import Foundation
import Testing

/// The files in the folder of a store when its programs have ended.
@Suite struct StoreFilesTests {
    private static let question = "select sum(n) from samples"

    /// A store that was last only read had an empty log and its index beside it.
    @Test func aStoreThatWasReadIsOneFile() throws {
        try Program.inFreshFolder { program in
            try program.write("source,culture_tag\nweb,NoCulture\n", to: "small.csv")
            #expect(try program.run("ingest", "small.csv", "--quiet").code == 0)
            for _ in 0..<2 { #expect(try program.run("query", Self.question).code == 0) }
            #expect(try program.run("query", "select nothing").code == 1)
            #expect(try program.run("report", "overview").code == 0)
            #expect(try program.run("info").code == 0)
            #expect(try program.shell("ls").output == "corpus.sqlite\nsmall.csv\n")
        }
    }

    /// Each reader that ends checks whether it was the last; none may disturb another, or a load.
    @Test func readersComeAndGoWhileFilesAreLoaded() throws {
        try Program.inFreshFolder { program in
            for file in 0..<4 {
                let rows = (0...file).map { "source\(file),NoCulture\($0)\n" }.joined()
                try program.write("source,culture_tag\n\(rows)", to: "\(file).csv")
            }
            let run = try program.shell(
                """
                cultivar ingest 0.csv --quiet || echo failed
                for reader in a b c; do
                    for round in 1 2 3 4 5; do
                        cultivar query "\(Self.question)" --format csv || echo failed
                    done > $reader.txt 2>&1 &
                done
                for file in 1 2 3; do cultivar ingest $file.csv --quiet || echo failed; done
                wait
                cultivar query "\(Self.question)" --format csv
                cultivar check > check.txt || cat check.txt
                ls corpus*
                """)
            #expect(run.output == "sum(n)\n10\ncorpus.sqlite\n" && run.errors == "", "\(run)")
            for reader in ["a", "b", "c"] {
                let lines = try program.text(of: "\(reader).txt").split(separator: "\n")
                #expect(lines.count == 10, "\(lines)")
                #expect(Set(lines).isSubset(of: ["sum(n)", "1", "3", "6", "10"]), "\(lines)")
            }
        }
    }
}
