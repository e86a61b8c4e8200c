import ArgumentParser
import Ingest
import Warehouse

/// Tables of the user's own beside the store's relations.
struct TableOption: ParsableArguments {
    @Option(
        name: .customLong("table"),
        help: ArgumentHelp(
            "Read a CSV, JSON, Parquet or Arrow file as a temporary table. Repeatable.", valueName: "name=file"))
    var tables: [String] = []

    /// Makes the tables, and prints the counts of their records on standard error.
    ///
    /// - Throws: `OwnTableError`, `ReadError`, `IngestError`, `SQLError`.
    func load(into store: Store, reading: ReadingOverride = ReadingOverride()) throws {
        for table in try tables.map({ try OwnTable(parsing: $0) }) {
            let account = try table.load(into: store, reading: reading)
            for line in account.lines { StandardError.write("cultivar: \(line)\n") }
        }
    }
}
