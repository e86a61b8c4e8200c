import Foundation
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Reports
@testable import Tabular

@Suite struct NotebookTests {
    static let python = PackageRoot.url.appending(path: ".venv/bin/python")
    static let hasPython = FileManager.default.isExecutableFile(atPath: python.path)

    /// nbformat finds nothing wrong and nbclient runs every cell.
    @Test(.enabled(if: hasPython, "no .venv: `make setup` makes it"), arguments: [true, false])
    func validatesAndRuns(isFilled: Bool) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cultivar-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let samples = isFilled ? SmallCorpus.samples : [TestSample("web", "French", "NoCulture", "food", "write")]
        let (reports, contents) = try SmallCorpus.withStore(of: samples) { store in
            let runner = ReportRunner(store: store)
            let reports = try runner.selecting(try ReportCatalogue.embedded()).runnable
            return (
                reports,
                try ReportFolder(path: folder.path, options: ReportFileOptions(formats: [.csv], version: "test"))
                    .write(reports, with: runner, asked: ["all"])
            )
        }
        #expect(contents.entries.filter { $0.rows != nil }.count == reports.flatMap(\.tables).count)
        let notebook = folder.appending(path: "corpus.ipynb")
        try NotebookExport(reports: reports).text(as: .ipynb).write(to: notebook, atomically: true, encoding: .utf8)

        let process = Process()
        process.executableURL = Self.python
        process.arguments = ["-c", Self.check, notebook.path]
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(["MPLBACKEND": "agg"]) { $1 }
        let errors = folder.appending(path: "errors.txt")
        try Data().write(to: errors)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        let message = try String(contentsOf: errors, encoding: .utf8)
        #expect(process.terminationStatus == 0, "\(message)")
    }

    private static let check = """
        import sys, nbformat, nbclient
        notebook = nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT)
        assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        nbformat.validate(notebook)
        nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
        """

    /// Two dollar signs in a name are mathematics to matplotlib, which stops where it cannot read them.
    @Test(.enabled(if: hasPython, "no .venv: `make setup` makes it"))
    func dollarSignsAreDrawn() throws {
        let folder = try TemporaryFolder()
        let samples = ["a$_$b", "cost $\\frac{a$", "web"].flatMap { source in
            [
                TestSample(source, "French", "NoCulture", source, "write"),
                TestSample(source, "French", "Food", source, "write"),
            ]
        }
        let script = try SmallCorpus.withStore(of: samples) { store in
            let runner = ReportRunner(store: store)
            let reports = try runner.selecting(try ReportCatalogue.embedded()).runnable
            _ = try ReportFolder(path: folder.path(""), options: ReportFileOptions(formats: [.csv], version: "test"))
                .write(reports, with: runner, asked: ["all"])
            return try NotebookExport(reports: reports).text(as: .py)
        }
        let draw =
            "import matplotlib.pyplot as p\np.show = lambda: [p.figure(n).canvas.draw() for n in p.get_fignums()]\n"
        let process = Process()
        process.executableURL = Self.python
        process.arguments = [try folder.write(draw + script, to: "drawn.py")]
        process.currentDirectoryURL = URL(filePath: folder.path(""))
        process.environment = ProcessInfo.processInfo.environment.merging(["MPLBACKEND": "agg"]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(message)")
    }

    /// pandas alone reads an empty text as a missing value, and the name `NA` too.
    @Test(.enabled(if: hasPython, "no .venv: `make setup` makes it"))
    func anEmptyTextIsNotMissing() throws {
        let folder = try TemporaryFolder()
        let rows: [[String?]] = [
            ["", nil, "NA"], [nil, "", "a,\"\",b"], ["\"", "\"\"", ",\"\""], ["x\ny", "\n\"\"\n", " "],
        ]
        var format = CSVFormat()
        var output = TextBuffer()
        format.begin(columns: ["a", "b", "c"], into: &output)
        for row in rows { format.append(row: row.map { SQLValue($0) }, into: &output) }
        _ = try folder.write(output.text, to: "t.csv")
        let script =
            "import json, sys\n" + PythonCode.preamble(folder: folder.path("")) + """

                table = read("t").astype(object)
                print(json.dumps(table.where(table.notna(), None).values.tolist()))
                """
        let (printed, code) = try PythonEnvironment.run(script, [])
        #expect(code == 0)
        #expect(try JSONDecoder().decode([[String?]].self, from: Data(printed.utf8)) == rows)
    }

    /// The last cell runs where there is no store, and where the extension cannot be loaded.
    @Test(.enabled(if: hasPython, "no .venv: `make setup` makes it"), arguments: [false, true])
    func theLastCellRunsWithoutTheExtension(hasStore: Bool) throws {
        let folder = try TemporaryFolder()
        if hasStore { _ = try folder.write("", to: "corpus.sqlite") }
        let script =
            "import os\nos.chdir(\(PythonCode.literal(folder.path(""))))\nos.environ['PATH'] = ''\n"
            + PythonCode.preamble(folder: ".") + "\n" + PythonCode.storeCell
        let (printed, code) = try PythonEnvironment.run(script, [])
        #expect(code == 0)
        #expect(printed.hasPrefix("The store was not asked: "))
        #expect(printed.contains(hasStore ? "cannot be loaded" : "there is no corpus.sqlite"), "\(printed)")
    }

    @Test func everyTableHasItsCells() throws {
        let reports = try ReportCatalogue.embedded()
        let json = try NotebookExport(reports: reports).text(as: .ipynb)
        for report in reports {
            #expect(json.contains(report.question.replacing("\"", with: "\\\"")))
            for table in report.tables {
                #expect(json.contains("read(\\\"\(report.fileName(of: table))\\\""))
            }
        }
    }

    @Test func pythonNames() {
        #expect(PythonCode.identifier("tasks-task-domain") == "tasks_task_domain")
        #expect(PythonCode.identifier("2026") == "table_2026")
        #expect(PythonCode.literal("a\"b\\c\nd") == "\"a\\\"b\\\\c\\nd\"")
    }
}
