import Arrow
import Foundation
import Parquet

/// Reads the values of one leaf column of a batch, some rows at a time.
///
/// Values that are dictionary-coded come as codes of the dictionary; each text is made once.
final class ArrowLeafReader: LeafReader {
    /// The column, and the array after each step.
    private let levels: [ArrowArray]
    private let steps: [ArrowLeaf.Step]
    private let coding: (codes: [UInt32], dictionary: ArrowDictionary)?
    private let dictionaries: DictionaryEntries
    private var builder = ColumnBuilder()
    private var codes: [UInt32] = []
    private var row = 0

    init(_ column: ArrowArray, _ steps: [ArrowLeaf.Step], _ dictionaries: DictionaryEntries) {
        var levels = [column]
        for step in steps {
            let next: ArrowArray? =
                switch step {
                case .field(let index): levels[levels.count - 1].field(index)
                case .elements: levels[levels.count - 1].elements
                }
            if let next { levels.append(next) }
        }
        self.levels = levels
        self.steps = steps
        self.dictionaries = dictionaries
        coding = levels[levels.count - 1].coding
    }

    deinit { builder.deallocate() }

    /// - Throws: `ArrowError` if the values take more bytes than a column can have.
    func read(_ rowCount: Int) throws -> FieldColumn {
        let rows = row..<row + rowCount
        row += rowCount
        guard let coding else {
            for row in rows {
                visit(row, level: 0)
                builder.endRow()
            }
            guard !builder.isFull else { throw tooLarge }
            return builder.finish()
        }
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(rowCount + 1)
        codes.removeAll(keepingCapacity: true)
        for row in rows {
            visit(row, level: 0)
            offsets.append(UInt32(codes.count))
        }
        guard let entries = dictionaries.entries(of: coding.dictionary) else { throw tooLarge }
        return FieldColumn(offsets: offsets, entries: entries, codes: codes)
    }

    private var tooLarge: ArrowError {
        ArrowError.tooLarge(column: levels[0].field.name, limit: ColumnBuilder.maximumBytes)
    }

    /// Appends the values of the leaf below a value.
    private func visit(_ index: Int, level: Int) {
        let array = levels[level]
        if array.isNull(index) { return }
        if level == levels.count - 1 {
            if let coding { codes.append(coding.codes[index]) } else { array.append(index, to: &builder) }
            return
        }
        switch steps[level] {
        case .field: visit(index, level: level + 1)
        case .elements: for element in array.elements(of: index) { visit(element, level: level + 1) }
        }
    }
}

extension ArrowArray {
    /// Appends the text of a value that is not null.
    fileprivate func append(_ index: Int, to builder: inout ColumnBuilder) {
        if field.type.isText, let bytes = bytes(of: index) {
            guard !bytes.isEmpty, let base = bytes.baseAddress else { return builder.appendEmpty(kind: .string) }
            if UTF8Check.firstInvalid(base, count: bytes.count) == nil {
                return builder.append(base, count: bytes.count, kind: .string)
            }
        }
        var (text, kind) = ColumnarText.text(of: value(index)) ?? ("", .string)
        text.withUTF8 { bytes in
            guard !bytes.isEmpty, let base = bytes.baseAddress else { return builder.appendEmpty(kind: kind) }
            builder.append(base, count: bytes.count, kind: kind)
        }
    }
}

/// The texts of dictionaries, made once for all batches and threads.
final class DictionaryEntries: @unchecked Sendable {
    /// A limit, since a stream can replace its dictionaries repeatedly.
    private static let most = 256

    private let lock = NSLock()
    private var known: [ObjectIdentifier: (dictionary: ArrowDictionary, entries: FieldEntries)] = [:]

    /// The texts of a dictionary; nil if they take more bytes than a column can have.
    func entries(of dictionary: ArrowDictionary) -> FieldEntries? {
        lock.withLock {
            if let found = known[ObjectIdentifier(dictionary)] { return found.entries }
            var builder = ColumnBuilder()
            defer { builder.deallocate() }
            for part in dictionary.parts {
                for index in 0..<part.count {
                    // Nulls have no code.
                    if part.isNull(index) {
                        builder.appendEmpty(kind: .string)
                    } else {
                        part.append(index, to: &builder)
                    }
                }
            }
            guard !builder.isFull else { return nil }
            let entries = builder.finish().entries
            if known.count == Self.most { known.removeAll() }
            known[ObjectIdentifier(dictionary)] = (dictionary, entries)
            return entries
        }
    }
}
