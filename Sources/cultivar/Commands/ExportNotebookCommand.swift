import ArgumentParser
import Foundation
import Reports
import Tabular

struct ExportNotebookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notebook",
        abstract: "Write a notebook of all reports, with the CSV files that it reads in a folder beside it.",
        discussion: """
            The notebook only needs pandas and matplotlib, not the store. Its format follows from its name: .ipynb for Jupyter, .py for a script with cells (Jupytext), .qmd for Quarto.

              cultivar export notebook --out paper/corpus.ipynb
              cultivar export notebook --out paper/corpus.qmd
            """)

    @Option(
        name: .customLong("out"),
        help: ArgumentHelp(
            "The notebook; its CSVs go into a folder of its own beside it: corpus-ipynb for corpus.ipynb.",
            valueName: "file"), completion: .file())
    var file: String

    @Option(help: "The form of the notebook (default: as its name ends).")
    var format: NotebookExport.Form?

    @OptionGroup var limits: RunLimits
    @OptionGroup var store: StoreOption

    private var form: NotebookExport.Form? {
        format ?? NotebookExport.Form(rawValue: file.split(separator: ".").last.map(String.init) ?? "")
    }

    /// Beside the notebook and named after it, so that no two notebooks share tables.
    private var tableFolder: String {
        let name = file.split(separator: "/").last ?? ""
        return String(file.dropLast(name.count)) + String(name).replacing(".", with: "-")
    }

    func validate() throws {
        guard form != nil else {
            throw ValidationError("--out must end with .ipynb, .py or .qmd, and is \(file): or say --format.")
        }
    }

    func run() throws {
        guard let form else { return }
        let store = try store.open()
        var runner = ReportRunner(store: store)
        runner.limit = { try limits.run(on: store, $0) }
        let selection = try runner.selecting(try ReportCatalogue.embedded())
        for omission in selection.omitted { StandardError.write("cultivar: left out: \(omission.reason)\n") }
        let reports = selection.runnable
        if reports.isEmpty { throw ExitCode(Termination.failed) }
        var options = ReportFileOptions(
            formats: [.csv], version: Release.version, citations: try DataCitations.byProfile())
        // The folder is the notebook's own.
        options.replaces = true
        let contents = try ReportFolder(path: tableFolder, options: options).write(
            reports, with: runner, asked: ["all"], omitted: selection.omitted)
        let notebook = try AtomicFile(path: file)
        try notebook.write(
            Array(
                NotebookExport(
                    reports: reports, manifest: contents.manifest, folder: URL(filePath: tableFolder).lastPathComponent
                ).text(as: form).utf8))
        try notebook.commit()
        for table in contents.entries { print(table.account) }
        print("\(file): \(form.hint(file))")
    }
}

extension NotebookExport.Form: ExpressibleByArgument {}

extension NotebookExport.Form {
    /// How to run it.
    fileprivate func hint(_ file: String) -> String {
        switch self {
        case .ipynb: "run it with `jupyter nbconvert --to notebook --execute --inplace \(file)`"
        case .py: "run it with `python3 \(file)`, or open it with Jupytext"
        case .qmd: "render it with `quarto render \(file)`"
        }
    }
}
