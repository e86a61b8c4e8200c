import Foundation
import SQLite
import TestSupport
import Testing
import Warehouse

/// Wrong usage, missing stores, foreign files: whole output, whole messages, exit codes.
@Suite struct UsageTests {
    @Test func unknownCommand() throws {
        let result = try Program.inFreshFolder { try $0.run("qurey") }
        #expect(result.code == 2 && result.output.isEmpty)
        #expect(result.errors.contains("qurey"))
    }

    @Test func missingArgument() throws {
        let result = try Program.inFreshFolder { try $0.run("query") }
        #expect(result.code == 2 && result.output.isEmpty)
        #expect(result.errors.hasPrefix("Error: Missing expected argument '<SQL>'\n"))
    }

    @Test func unknownFormat() throws {
        let result = try Program.inFreshFolder { try $0.run("query", "select 1", "--format", "xml") }
        #expect(result.code == 2)
        #expect(result.errors.contains("'xml'") && result.errors.contains("markdown"))
    }

    @Test func malformedParameter() throws {
        let result = try Program.inFreshFolder { try $0.run("query", "select $x", "--param", "x") }
        #expect(result.code == 2 && result.errors.contains("--param"))
    }

    @Test(arguments: ["query 'select 1'", "repl", "report decay", "info", "check", "export notebook --out a.ipynb"])
    func missingStore(_ command: String) throws {
        try Program.inFreshFolder { program in
            expect(
                try program.shell("cultivar \(command)"),
                errors: """
                    cultivar: there is no store at corpus.sqlite: make one with `cultivar ingest FILE --store corpus.sqlite`, \
                    or name another with --store

                    """, code: 1)
            #expect(!program.exists("corpus.sqlite"))
        }
    }

    @Test func theStoreOfTheEnvironment() throws {
        try Program.inFreshFolder { program in
            let result = try program.run("info", environment: ["CULTIVAR_STORE": "other.sqlite"])
            #expect(result.errors.contains("no store at other.sqlite"))
            let named = try program.run(
                "info", "--store", "third.sqlite", environment: ["CULTIVAR_STORE": "other.sqlite"])
            #expect(named.errors.contains("no store at third.sqlite"))
        }
    }

    @Test func foreignFiles() throws {
        try Program.inFreshFolder { program in
            try program.write("no database at all, but text that is long enough to look like one\n", to: "notes.sqlite")
            try Connection(path: program.folder.appending(path: "other.sqlite").path, access: .create)
                .execute("create table t (x)")
            for file in ["notes.sqlite", "other.sqlite"] {
                expect(
                    try program.run("query", "select 1", "--store", file),
                    errors: """
                        cultivar: \(file) is not a Cultivar store: it was made by another program; name another file with \
                        --store

                        """, code: 1)
            }
            #expect(try program.text(of: "notes.sqlite").hasPrefix("no database"))
        }
    }

    @Test func unknownReport() throws {
        let result = try Program.inFreshFolder { try $0.run("report", "decoy") }
        expect(
            result,
            errors: """
                cultivar: there is no report decoy: the reports are overview, distributions, decay, decay-all, decay-explained, \
                composition, composition-all, concentration, diversity, places-top, representation, multilinguality, \
                multilinguality-correlation, tasks, tasks-all, domains, domains-all, \
                task-domain-gap, coverage-gaps, data-provenance, preference-pairs, preference-weights, reward-agreement, \
                bias-matrix, data-efficiency, alias-coverage, duplicates, agreement, tag-validity, corrected-shares, \
                corrected-concentration, benchmark, survey-answers, label-audit, culture-distance, model-against-survey, survey-against-corpus, augmentation-quality; \
                the path of an SQL file (./mine.sql) is one too

                """, code: 1)
    }

    @Test func notebooksAreNamedSo() throws {
        let result = try Program.inFreshFolder { try $0.run("export", "notebook", "--out", "paper.doc") }
        #expect(
            result.code == 2
                && result.errors.hasPrefix(
                    "Error: --out must end with .ipynb, .py or .qmd, and is paper.doc: or say --format.\n")
        )
    }

    @Test func listOfReports() throws {
        let result = try Program.inFreshFolder { try $0.run("reports") }
        #expect(result.code == 0)
        expectGolden(result.output, tests: "EndToEndTests", name: "reports.txt")
    }
}
