import Foundation
import Readers

/// The records of a small file, JSON or CSV, as values by field name: question sets and augmented questions.
///
/// JSON objects may stand on one line, on several lines or side by side. Only a line feed ends a line, so U+0085 and
/// U+2028 are characters of a text. Names of CSV columns lose white space at both ends.
struct NamedRecords {
    struct Record {
        /// The 1-based number in the file.
        let number: Int64
        let values: [String: String]
        /// The cells of a CSV record after its last column.
        let surplus: [String]
    }

    let file: String
    /// The names of the columns of a CSV file; nil if the file is JSON.
    let columns: [String]?
    let records: [Record]
    let rejects: [SurveyReject]

    /// - Parameter fields: the fields that are wanted.
    /// - Throws: `SurveyError.emptyFile`, `ReadError`.
    init(path: String, fields: [String]) throws {
        file = URL(fileURLWithPath: path).lastPathComponent
        var options = try Self.options(path: path, file: file)
        let projection = Projection(fields: [])
        let header = try RecordReader(path: path, options: options, projection: projection).columnNames
        columns = header.map { $0.map(\.trimmed) }
        options.csv.ragged = .keep
        // A JSON file has the fields by their names, a CSV file by the names as they are written in it.
        let names = header ?? fields
        let reader = try RecordReader(
            path: path, options: options, projection: Projection(fields: names.map(FieldPath.init(key:))))
        var records: [Record] = []
        var rejects: [SurveyReject] = []
        while let batch = try reader.nextBatch() {
            rejects += batch.rejects.map(SurveyReject.init)
            for row in 0..<batch.rowCount {
                var values: [String: String] = [:]
                for (name, column) in zip(columns ?? fields, batch.columns) {
                    values[name] = column.strings(ofRow: row).first
                }
                records.append(
                    Record(number: batch.recordNumbers[row], values: values, surplus: batch.surplus[row] ?? []))
            }
        }
        guard !records.isEmpty || !rejects.isEmpty else { throw SurveyError.emptyFile(file) }
        (self.records, self.rejects) = (records, rejects)
    }

    /// JSON is read as a sequence of objects, since a line may have several.
    private static func options(path: String, file: String) throws -> ReaderOptions {
        // The reader says why a file cannot be opened.
        guard let handle = FileHandle(forReadingAtPath: path) else { return ReaderOptions() }
        defer { try? handle.close() }
        let prefix = try handle.read(upToCount: 64) ?? Data()
        guard !prefix.isEmpty else { throw SurveyError.emptyFile(file) }
        let text = String(decoding: prefix, as: UTF8.self).drop { $0 == "\u{FEFF}" || $0.isWhitespace }
        if text.first == "{" { return ReaderOptions(format: .jsonSequence) }
        return ReaderOptions()
    }
}
