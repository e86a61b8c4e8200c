import ArgumentParser
import Foundation
import LocalFacts
import Parquet
import Reports
import Tabular
import Warehouse

struct IndexTextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text",
        abstract: "Index the texts, so that LIKE, GLOB and match find them at once.",
        discussion: """
            Answers stay the same, with the index or without it. Texts that were loaded since are read as before until \
            this command is run again; it indexes what is not indexed yet. If it was stopped, it continues where it \
            stopped.

              cultivar index text
              cultivar index text --list
              cultivar index text --column text --drop
            """)

    @Option(help: "The text column; all of them if left out.")
    var column: String?

    @Flag(help: "Drop the index.")
    var drop = false

    @Flag(help: "List the indexes with their sizes.")
    var list = false

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup var limits: WorkLimits
    @OptionGroup var store: StoreOption

    func validate() throws {
        if drop, list { throw ValidationError("--drop and --list do not go together.") }
    }

    func run() throws {
        if list { return try show(store.open()) }
        let store = try Store.open(at: store.path, access: .readWrite)
        if drop {
            try store.dropTextIndex(column: column)
        } else {
            try make(store)
        }
        if !quiet { try show(store) }
    }

    private func make(_ store: Store) throws {
        let showsProgress = !quiet && StandardError.isTerminal
        let command = ShellCommand.text(FileName.commandLineArguments().map(FileName.shown))
        let watch = WorkWatch(limits.limits, patience: 10) { _ in
        } tell: { excess in
            StandardError.tell(StoppedIndex(excess: excess, command: command))
        }
        defer { watch.end() }
        try store.indexText(column: column) { progress in
            if let excess = watch.excess, progress.done < progress.total {
                throw StoppedIndex(excess: excess, command: command)
            }
            guard showsProgress else { return }
            StandardError.write("\r\(IndexTextCommand.line(progress))\u{1B}[K")
        }
        if showsProgress { StandardError.write("\r\u{1B}[K") }
    }

    /// `text: 12 of 43 row groups (27 %)  1,572,864 rows  812,345 rows/s`
    private static func line(_ progress: TextIndexProgress) -> String {
        let seconds = max(progress.elapsed.seconds, 0.001)
        return """
            \(progress.column): \(progress.done) of \(progress.total) row groups \
            (\(100 * progress.done / max(1, progress.total)) %)  \(Magnitude.grouped(progress.rows)) rows  \
            \(Magnitude.grouped(Int64(Double(progress.rows) / seconds))) rows/s
            """
    }

    private func show(_ store: Store) throws {
        let indexes = try store.textIndexes().filter { column == nil || $0.column.lowercased() == column?.lowercased() }
        let lines = indexes.map { index in
            let share = Double(index.byteCount) / Double(max(1, index.textByteCount))
            return """
                \(index.column): \(index.indexedCount) of \(index.rowGroupCount) row groups indexed, \
                \(Magnitude.grouped(index.termCount)) terms, \(Magnitude.bytes(index.byteCount)), \
                \(String(format: "%.2f", share)) of the texts' \(Magnitude.bytes(index.textByteCount))\n
                """
        }
        let text = lines.isEmpty ? "no text is indexed\n" : lines.joined()
        try FileDescriptorSink.standardOutput().write(Array(text.utf8))
    }
}

/// A limit was passed while texts were indexed.
private struct StoppedIndex: Error, CustomStringConvertible {
    var excess: WorkWatch.Excess
    var command: String

    var description: String {
        """
        stopped \(excess.cause). The row groups indexed before are kept, and the same call goes on from there:
          \(command)
        """
    }
}
