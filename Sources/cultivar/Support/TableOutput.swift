import ArgumentParser
import Reports
import SQLite
import Tabular
import Warehouse

/// Prints a table that a command made in the form that is asked for.
struct TableOutput: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The form of the output: \(OutputFormatName.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "form"))
    var format = OutputFormatName.table

    /// - Throws: `SystemError` if standard output cannot be written.
    func write(_ columns: [String], _ rows: [[SQLValue]]) throws {
        var format = format.makeFormat()
        var buffer = TextBuffer()
        format.begin(columns: columns, into: &buffer)
        for row in rows { format.append(row: row, into: &buffer) }
        format.end(into: &buffer)
        try FileDescriptorSink.standardOutput().write(Array(buffer.text.utf8))
    }
}

extension SQLValue {
    /// A number, or null.
    init(_ number: Double?) { self = number.map { .real($0) } ?? .null }

    /// 1 or 0, as SQL has truth values.
    init(_ truth: Bool) { self = .integer(truth ? 1 : 0) }
}
