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

/// The paths of some fields that the probe finds, so that what is projected is there.
private func found(_ description: FileDescription?) -> [FieldPath] {
    (description?.fields.prefix(6) ?? []).map(\.path)
}

/// Reads JSON in each of its layouts, at once and in small pieces, which must give the same rows.
func fuzzJSON(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let choice = Int(first)
    let rest = Array(bytes.dropFirst())
    let formats: [FileFormat?] = [nil, .jsonLines, .jsonArray, .jsonObject, .jsonRecord, .jsonSequence]
    let fields = found(try? FileProbe.describe(source: MemorySource(rest)))
    let list = fields.first { $0.steps.contains(.elements) }?.withoutElements ?? FieldPath(key: "a")
    let expansions: [RowExpansion] = [
        .record, .elements(list), .entries(list.parent), .columns(fields.map(\.description)),
        .tree(root: list.parent, children: "c"), .entries(FieldPath(key: "b")), .elements(FieldPath(key: "c")),
    ]
    var options = ReaderOptions(format: formats[choice % 6])
    options.readsFlatRecords = choice / 6 / 7 % 2 == 0
    options.findsTables = choice < 168
    compare(
        rest, fields: ["a", "b.c", "a[].b", "^id", "@key", "@element", "c{}"] + fields.map(\.description),
        rows: expansions[choice / 6 % 7], options: options)
}

/// Reads CSV with a dialect that is detected or given, at once and in small pieces, which must give the same rows.
func fuzzCSV(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    var options = ReaderOptions(format: .csv)
    options.csv.header = [.firstRecord, .names(["a", "b", "c"]), .none, .firstRecord][Int(choice & 3)]
    switch choice >> 2 & 7 {
    case 1: options.csv.escape = UInt8(ascii: "\\")
    case 2: options.csv.comment = Array("#".utf8)
    case 3: options.csv.setSeparator(Array("||".utf8))
    case 4: options.csv.skip = 1
    case 5: options.csv.quote = .none
    case 6: options.csv.ragged = .keep
    case 7:
        options.csv.separator = UInt8(ascii: ";")
        options.csv.quote = .doubled(UInt8(ascii: "'"))
    default: break
    }
    if choice & 32 != 0 { options.encoding = .windows1252 }
    guard let description = try? FileProbe.describe(source: MemorySource(rest), options: options) else { return }
    compare(rest, fields: found(description).map(\.description), rows: .record, options: options)
}
