import Parquet

/// Reads the values of one leaf column of a row group, some rows at a time.
///
/// Values that are dictionary-coded in the file come as codes of its dictionary; each text is made once.
final class ParquetColumnReader: LeafReader {
    private let chunk: ColumnChunkReader
    private let conversion: LeafConversion
    private let present: UInt8
    private let isFlat: Bool
    private let place: ParquetPlace
    private var batch: ColumnBatch?
    /// The entry and value of the batch that come next.
    private var entry = 0
    private var value = 0
    /// The row of the first entry, at or after the current one, that begins a row.
    private var rowOfEntry: Int64 = 0
    private var dictionary: FieldEntries?

    private var builder = ColumnBuilder()
    private var offsets: [UInt32] = []
    /// For the current rows; nil if values were copied.
    private var codes: [UInt32]? = []

    /// A reader of some rows of a row group, which has them.
    ///
    /// - Throws: `ParquetError`.
    init(_ file: ParquetFile, rowGroup: Int, leaf: Int, rows: Range<Int64>) throws {
        chunk = try file.columnChunk(rowGroup: rowGroup, leaf: leaf, rows: RowRanges([rows]))
        place = ParquetPlace(
            file: file.source.name, part: .columnChunk, column: chunk.leaf.path, rowGroup: rowGroup)
        conversion = LeafConversion(chunk.leaf)
        present = UInt8(clamping: chunk.leaf.maximumDefinitionLevel)
        isFlat = chunk.leaf.maximumRepetitionLevel == 0
        try enter()
        try skip(to: rows.lowerBound)
    }

    deinit { builder.deallocate() }

    /// The next `rowCount` rows.
    ///
    /// - Throws: `ParquetError`, also where the column has fewer.
    func read(_ rowCount: Int) throws -> FieldColumn {
        offsets = [0]
        offsets.reserveCapacity(rowCount + 1)
        codes = []
        try isFlat ? readFlat(rowCount) : readLists(rowCount)
        if let codes, let dictionary { return FieldColumn(offsets: offsets, entries: dictionary, codes: codes) }
        return FieldColumn(offsets: offsets, entries: builder.finish().entries)
    }

    /// Passes over the entries of the rows before `row`.
    private func skip(to row: Int64) throws {
        while let batch {
            let begins = batch.repetitionLevels[entry] == 0
            if begins, rowOfEntry >= row { return }
            if batch.definitionLevels[entry] == present { value += 1 }
            entry += 1
            if begins { rowOfEntry += 1 }
            if entry == batch.entryCount { try enter() }
        }
    }

    /// Moves to the next batch.
    private func enter() throws {
        batch = try chunk.nextBatch()
        entry = 0
        value = 0
        guard let batch else { return }
        rowOfEntry = batch.repetitionLevels[0] == 0 ? batch.firstRow : batch.firstRow + 1
        if case .codes = batch.values, dictionary == nil { dictionary = makeDictionary() }
    }

    private func endsEarly() -> ParquetError { ParquetError(.columnEndsEarly(chunk.leaf.path), at: place) }

    // MARK: Rows

    private func readFlat(_ rowCount: Int) throws {
        var rest = rowCount
        while rest > 0 {
            guard let batch else { throw endsEarly() }
            let count = min(rest, batch.entryCount - entry)
            switch batch.definitionLevels {
            case .constant(let level):
                if level == present {
                    take(count, of: batch)
                    let first = offsets[offsets.count - 1]
                    for index in 1...UInt32(count) { offsets.append(first + index) }
                } else {
                    offsets.append(contentsOf: repeatElement(offsets[offsets.count - 1], count: count))
                }
            case .varying(let levels):
                var end = offsets[offsets.count - 1]
                let first = end
                for index in entry..<entry + count {
                    if levels[index] == present { end += 1 }
                    offsets.append(end)
                }
                take(Int(end - first), of: batch)
            }
            entry += count
            rowOfEntry += Int64(count)
            rest -= count
            if entry == batch.entryCount { try enter() }
        }
    }

    private func readLists(_ rowCount: Int) throws {
        var begun = 0
        var end: UInt32 = 0
        while let batch {
            var values = 0
            while entry < batch.entryCount {
                if batch.repetitionLevels[entry] == 0 {
                    if begun == rowCount { break }
                    if begun > 0 { offsets.append(end) }
                    begun += 1
                    rowOfEntry += 1
                }
                if batch.definitionLevels[entry] == present {
                    values += 1
                    end += 1
                }
                entry += 1
            }
            take(values, of: batch)
            if entry < batch.entryCount { break }
            try enter()
        }
        guard begun == rowCount else { throw endsEarly() }
        offsets.append(end)
    }

    // MARK: Values

    /// Takes the next `count` values of the batch.
    private func take(_ count: Int, of batch: ColumnBatch) {
        let range = value..<value + count
        value += count
        switch batch.values {
        case .codes(let added):
            if codes != nil {
                codes?.append(contentsOf: UnsafeBufferPointer(rebasing: added[range]))
            } else {
                for code in added[range] { copy(Int(code)) }
            }
        case .plain(let values):
            // A writer abandons its dictionary if it becomes too large.
            for code in codes ?? [] { copy(Int(code)) }
            codes = nil
            append(values, range, to: &builder)
        }
    }

    private func copy(_ code: Int) {
        guard let dictionary else { return }
        dictionary.withBytes(of: code) { bytes in
            guard !bytes.isEmpty, let base = bytes.baseAddress else {
                return builder.appendEmpty(kind: dictionary.kinds[code])
            }
            builder.append(base, count: bytes.count, kind: dictionary.kinds[code])
        }
    }

    private func makeDictionary() -> FieldEntries? {
        guard let values = chunk.dictionary else { return nil }
        var builder = ColumnBuilder()
        defer { builder.deallocate() }
        append(values, 0..<values.count, to: &builder)
        return builder.finish().entries
    }

    private func append(_ values: ColumnValues, _ range: Range<Int>, to builder: inout ColumnBuilder) {
        if case .byteArrays(let arrays) = values, isText {
            for index in range {
                let bytes = arrays[index]
                guard !bytes.isEmpty, let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
                    builder.appendEmpty(kind: .string)
                    continue
                }
                if UTF8Check.firstInvalid(base, count: bytes.count) == nil {
                    builder.append(base, count: bytes.count, kind: .string)
                } else {
                    append(ColumnarText.text(of: Array(bytes)), .string, to: &builder)
                }
            }
            return
        }
        for index in range {
            let (text, kind) = ColumnarText.text(of: conversion.value(values, index)) ?? ("", .string)
            append(text, kind, to: &builder)
        }
    }

    private func append(_ text: String, _ kind: ValueKind, to builder: inout ColumnBuilder) {
        var text = text
        text.withUTF8 { bytes in
            guard !bytes.isEmpty, let base = bytes.baseAddress else { return builder.appendEmpty(kind: kind) }
            builder.append(base, count: bytes.count, kind: kind)
        }
    }

    private var isText: Bool {
        switch chunk.leaf.logicalType {
        case .decimal, .uuid, .float16, .interval: false
        default: true
        }
    }
}
