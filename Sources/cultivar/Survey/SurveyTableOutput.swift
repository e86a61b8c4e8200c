import ArgumentParser
import Reports
import SQLite
import Warehouse

/// Prints a table of a survey in the form that is asked for.
struct SurveyTableOutput: ParsableArguments {
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
