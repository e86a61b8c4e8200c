import ArgumentParser
import Reports
import Tabular
import Warehouse

struct SalvageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salvage",
        abstract: "Copy the undamaged part of a store to a new one.",
        discussion: """
            A row group is saved if all of its columns can be read and are as they were written. Loads, files, \
            dictionaries, resolutions and stages are saved, too. Prints what was saved and lost, in total, by column, \
            by source and by file; lost rows count as skipped in the new store. The damaged store is only read. The \
            exit code is 1 if rows were lost.

              cultivar salvage paper.sqlite --out saved.sqlite
            """)

    @Argument(help: ArgumentHelp("The damaged store.", valueName: "store"), completion: .file())
    var damaged: String

    @Option(name: .customLong("out"), help: ArgumentHelp("The new store.", valueName: "file"), completion: .file())
    var path: String

    @Flag(help: "Save row groups without the columns that are damaged in them; they are null there.")
    var partial = false

    @OptionGroup var limits: WorkLimits

    /// Seconds within which the work must end at a limit; it stops between two rows.
    private static let patience = 10.0

    func run() throws {
        let target = path
        let watch = WorkWatch(
            limits.limits, patience: SalvageCommand.patience,
            tell: { excess in
                Salvage.discardDraft(of: target)
                StandardError.tell(excess)
            })
        defer { watch.end() }
        let account = try Salvage(of: damaged, keepsParts: partial, check: watch.check).write(to: path)
        try FileDescriptorSink.standardOutput().write(Array((account.lines(path).joined(separator: "\n") + "\n").utf8))
        if account.rowGroupsLost > 0 || account.files.contains(where: { $0.rowsLost > 0 }) {
            throw ExitCode(Termination.failed)
        }
    }
}

extension SalvageAccount {
    /// The counts for a person, with the totals at the end.
    fileprivate func lines(_ path: String) -> [String] {
        var lines = damages + notes
        lines += columns.map { "column \($0.name): damaged in \($0.rowGroups) row groups of \($0.rows) rows" }
        lines += sources.map {
            "source \($0.name ?? "(none or unknown)"): \($0.rowsSaved) rows saved, \($0.rowsLost) lost"
        }
        lines += files.map { "file \($0.name ?? "(unknown)"): \($0.rowsSaved) rows saved, \($0.rowsLost) lost" }
        let parts = rowGroupsInPart > 0 ? " (\(rowGroupsInPart) without damaged columns)" : ""
        lines.append(
            """
            \(path): \(rowGroupsSaved) row groups of \(rowsSaved) rows saved\(parts), \(rowGroupsLost) of \(rowsLost) rows \
            lost
            """)
        return lines
    }
}
