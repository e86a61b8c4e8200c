import Ingest
import Readers
import Reports
import Tabular

/// The outcome for rejected records, for a person.
struct RejectExportSummary {
    let lines: [String]
    let failures: [String]

    /// - Parameter outputs: the files that were written, by the path of their input.
    init(results: [RejectExportResult], outputs: [String: String]) {
        var lines: [String] = []
        var failures: [String] = []
        for result in results {
            if result.written > 0 {
                let output = outputs[result.path] ?? "-"
                let counts = [Self.count(result.written, "reject"), Self.count(result.writtenRecords, "record")]
                lines.append("\(result.path): \(counts.joined(separator: ", ")) -> \(output)\(Self.note(result))")
            }
            if result.withoutBytes > 0 {
                lines.append(
                    "\(result.path): \(Self.count(result.withoutBytes, "reject")) without bytes: "
                        + "the file ends too early, or nothing follows a comma")
            }
            if let absence = result.absence {
                failures.append("\(result.path): \(Self.count(result.missing, "reject")) not found: \(absence)")
            }
        }
        func sum(_ part: (RejectExportResult) -> Int64) -> String {
            Magnitude.grouped(results.reduce(Int64(0)) { $0 + part($1) })
        }
        lines.append(
            "\(sum(\.rejects)) rejects = \(sum(\.written)) written + \(sum(\.withoutBytes)) without bytes + "
                + "\(sum(\.missing)) not found")
        self.lines = lines
        self.failures = failures
    }

    private static func count(_ number: Int64, _ noun: String) -> String {
        "\(Magnitude.grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// How the bytes differ from those of the file.
    private static func note(_ result: RejectExportResult) -> String {
        var notes: [String] = []
        if result.compression != .none { notes.append("uncompressed") }
        if result.encoding != .utf8 { notes.append("as UTF-8: load it without --encoding") }
        switch result.form {
        case .columns: notes.append("as JSON lines, since a columnar file has no text of its own")
        case .table: notes.append("as JSON lines, as the table was read")
        case .lines, .csv, .values, nil: break
        }
        return notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    }
}
