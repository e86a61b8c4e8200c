@testable import Readers

/// What a reader gave: the rows, the rejects, and how many records it counted.
private struct Reading: Equatable {
    var rows: [[[String]]] = []
    var recordNumbers: [Int64] = []
    var rejects: [Int64] = []
    var recordsRead = 0
    var emptyRecords = 0
    /// Whether the file was refused, or broke off.
    var failed = false

    /// Every record that was seen is a row, a reject or empty.
    var isAccounted: Bool { recordsRead == Set(recordNumbers).count + emptyRecords + rejects.count }

    init(_ bytes: [UInt8], fields: [String], rows expansion: RowExpansion, options: ReaderOptions) {
        do {
            let reader = try RecordReader(
                source: MemorySource(bytes), options: options,
                projection: Projection(rows: expansion, parsing: fields))
            while let batch = try reader.nextBatch() {
                for row in 0..<batch.rowCount { rows.append(batch.columns.map { $0.strings(ofRow: row) }) }
                recordNumbers += batch.recordNumbers
                rejects += batch.rejects.map(\.recordNumber)
                recordsRead += batch.recordsRead
                emptyRecords += batch.emptyRecords
            }
        } catch {
            precondition(error is ReadError && !"\(error)".isEmpty)
            failed = true
        }
    }
}

/// The first byte of an input chooses how the rest is read, so that libFuzzer finds the ways as well.
private func compare(_ bytes: [UInt8], fields: [String], rows: RowExpansion, options: ReaderOptions) {
    let whole = Reading(bytes, fields: fields, rows: rows, options: options)
    precondition(whole.failed || whole.isAccounted)
    var small = options
    small.chunkBytes = 7
    small.partBytes = 11
    precondition(Reading(bytes, fields: fields, rows: rows, options: small) == whole)
}

/// Reads JSON in each of its layouts, at once and in small pieces, which must give the same rows.
func fuzzJSON(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let formats: [FileFormat?] = [nil, .jsonLines, .jsonArray, .jsonObject, .jsonRecord]
    let expansions = ["", "a[]", "b{}", "c"].map { path -> RowExpansion in
        guard !path.isEmpty, let path = try? FieldPath(parsing: path) else { return .record }
        return path.description.hasSuffix("{}") ? .entries(path) : .elements(path)
    }
    var options = ReaderOptions(format: formats[Int(choice) % formats.count])
    options.readsFlatRecords = choice & 64 == 0
    compare(
        Array(bytes.dropFirst()), fields: ["a", "b.c", "a[].b", "^id", "@key", "@element", "c{}"],
        rows: expansions[Int(choice / 5) % expansions.count], options: options)
    _ = try? FileProbe.describe(source: MemorySource(Array(bytes.dropFirst())))
}

/// Reads CSV with a dialect that is detected or given, at once and in small pieces, which must give the same rows.
func fuzzCSV(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    var options = ReaderOptions(format: .csv)
    options.csv.header = choice & 1 == 0 ? .firstRecord : .names(["a", "b", "c"])
    guard let description = try? FileProbe.describe(source: MemorySource(rest)) else { return }
    compare(rest, fields: description.fields.prefix(5).map(\.path.description), rows: .record, options: options)
}
