import ArgumentParser
import Foundation
import Reports

struct ExportNotebookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notebook",
        abstract: "Write a Jupyter notebook of all reports, with the CSV files that it reads beside it.",
        discussion: """
            The notebook runs with pandas and matplotlib alone; the store is not needed any more.

              cultivar export notebook --out paper/corpus.ipynb
            """)

    @Option(
        name: .customLong("out"),
        help: ArgumentHelp("The notebook; its CSVs go into the same folder.", valueName: "file.ipynb"))
    var file: String

    @OptionGroup var store: StoreOption

    func validate() throws {
        guard file.hasSuffix(".ipynb") else { throw ValidationError("--out must end with .ipynb, and is \(file).") }
    }

    func run() throws {
        let runner = ReportRunner(store: try store.open())
        let selection = try runner.selecting(try ReportCatalogue.embedded())
        for omission in selection.omitted { StandardError.write("cultivar: left out: \(omission.reason)\n") }
        let reports = selection.runnable
        if reports.isEmpty { throw ExitCode(Termination.failed) }
        let slash = file.lastIndex(of: "/")
        let folder = slash.map { String(file[...$0]) } ?? "."
        let options = ReportFileOptions(
            formats: [.csv], version: Cultivar.version, citations: try DataCitations.byProfile())
        let contents = try ReportFolder(path: folder, options: options).write(
            reports, with: runner, asked: ["all"], omitted: selection.omitted)
        try FileDescriptorSink(creating: file).write(Array(NotebookExport(reports: reports).json().utf8))
        for table in contents.entries { print(table.account) }
        print("\(file): run it with `jupyter nbconvert --to notebook --execute --inplace \(file)`")
    }
}
