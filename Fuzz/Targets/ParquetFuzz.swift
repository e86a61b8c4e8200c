@testable import Parquet

/// The limits of the reader here: small, so that each run is short.
private let limits = {
    var limits = ParquetLimits()
    limits.pageBytes = 1 << 20
    limits.pageEntries = 1 << 13
    limits.batchEntries = 97
    limits.rowElements = 1 << 13
    limits.verifiesChecksums = false
    return limits
}()

private let mostRows = 500
private let mostColumns = 40
private let mostRowGroups = 3

/// Reads a Parquet file in all the ways there are.
func fuzzParquet(_ bytes: [UInt8]) {
    let source = RandomAccessMemory(bytes)
    guard let file = described({ try ParquetFile(source, limits: limits) }) else { return }
    checkRoundTrip(file.metadata)
    _ = file.schema.fields.map(file.schema.typeName)
    for group in file.rowGroups.indices.prefix(mostRowGroups) {
        for leaf in file.schema.leaves.indices.prefix(mostColumns) {
            _ = described { try file.columnIndex(rowGroup: group, leaf: leaf) }
            readColumn(file, group, leaf, rows: nil)
            readColumn(file, group, leaf, rows: RowRanges([1..<3, 90..<100]))
        }
        readRows(file, group, rows: nil)
        readRows(file, group, rows: RowRanges([2..<5]))
    }
}

/// What `body` gives, nil where it throws; the error's sentence is made.
private func described<Result>(_ body: () throws -> Result) -> Result? {
    do {
        return try body()
    } catch {
        precondition(!"\(error)".isEmpty && error is ParquetError)
        return nil
    }
}

/// What was read and written is read as the same.
private func checkRoundTrip(_ metadata: FileMetadata) {
    guard !metadata.hasEncryption, !metadata.rowGroups.contains(where: { $0.columns.contains(where: \.isEncrypted) })
    else { return }
    let again = metadata.serialized().withUnsafeBytes { bytes in
        var reader = CompactReader(bytes)
        return try? FileMetadata(from: &reader)
    }
    precondition(again == metadata)
}

private func readColumn(_ file: ParquetFile, _ group: Int, _ leaf: Int, rows: RowRanges?) {
    _ = described {
        let reader = try file.columnChunk(rowGroup: group, leaf: leaf, rows: rows)
        var entries = 0
        while entries < 20 * mostRows, let batch = try reader.nextBatch() {
            entries += batch.entryCount
            check(batch, reader)
        }
    }
}

/// Touches every level and value.
private func check(_ batch: ColumnBatch, _ reader: ColumnChunkReader) {
    var present = 0
    for entry in 0..<batch.entryCount {
        precondition(batch.repetitionLevels[entry] <= reader.leaf.maximumRepetitionLevel)
        precondition(batch.definitionLevels[entry] <= reader.leaf.maximumDefinitionLevel)
        if batch.definitionLevels[entry] == reader.leaf.maximumDefinitionLevel { present += 1 }
    }
    precondition(present == batch.values.count)
    let conversion = LeafConversion(reader.leaf)
    switch batch.values {
    case .codes(let codes):
        precondition(codes.allSatisfy { $0 < reader.dictionary?.count ?? 0 })
    case .plain(let values):
        for index in 0..<values.count { _ = conversion.value(values, index) }
    }
}

private func readRows(_ file: ParquetFile, _ group: Int, rows: RowRanges?) {
    _ = described {
        let reader = try file.rows(rowGroup: group, rows: rows)
        var count = 0
        while count < mostRows, let row = try reader.next() {
            precondition(row.count == reader.fields.count)
            for case .decimal(let decimal) in row { _ = decimal.description }
            count += 1
        }
    }
}
