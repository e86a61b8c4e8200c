import Columns
import LocalFacts
import SQLite

/// Collects computed rows column by column, and passes them on in batches: see ``LoadWriter/replaceRows``.
public final class ComputedRows {
    /// A column: a tag, or a measure of integers or decimals.
    public struct Column: Sendable {
        let definition: NewColumn

        public static func tag(
            _ name: String, _ description: String, entities: FactTableTemplate? = nil, meaning: ColumnMeaning? = nil
        ) -> Column {
            Column(
                definition: NewColumn(
                    name: name, kind: .tag, description: description, meaning: meaning, entities: entities))
        }

        public static func integer(_ name: String, _ description: String) -> Column {
            Column(definition: NewColumn(name: name, kind: .integer, description: description))
        }

        public static func real(_ name: String, _ description: String) -> Column {
            Column(definition: NewColumn(name: name, kind: .real, description: description))
        }
    }

    private let writer: FileWriter
    private let columns: [ColumnDefinition]
    private var codes: [[UInt32]]
    private var numbers: [[Double]]
    private var integers: [[Int64]]
    private var isKnown: [[Bool]]
    /// By column, the codes of texts met before.
    private var interned: [[String: UInt32]]
    private var rowCount = 0
    private var written: Int64 = 0
    private static let batchSize = 65_536

    /// - Throws: `StoreError` if the table has a column of one of the names and another kind; `SQLError`.
    public init(_ writer: FileWriter, _ columns: [Column]) throws {
        self.writer = writer
        try writer.addColumns(columns.map(\.definition))
        self.columns = try columns.map { try writer.column($0.definition) }
        codes = columns.map { _ in [] }
        numbers = columns.map { _ in [] }
        integers = columns.map { _ in [] }
        isKnown = columns.map { _ in [] }
        interned = columns.map { _ in [:] }
    }

    /// Adds a row.
    ///
    /// - Parameter values: one for each column; a text for a tag, a number for a measure, or null.
    /// - Throws: `SQLError`, `StoreError`.
    public func append(_ values: [SQLValue]) throws {
        for (column, value) in zip(columns.indices, values) {
            switch columns[column].kind {
            case .tag: codes[column].append(try code(of: value, column))
            case .integer:
                integers[column].append(value.integer ?? 0)
                isKnown[column].append(value.integer != nil)
            default:
                numbers[column].append(value.number ?? 0)
                isKnown[column].append(value.number != nil)
            }
        }
        rowCount += 1
        if rowCount == Self.batchSize { try flush() }
    }

    private func code(of value: SQLValue, _ column: Int) throws -> UInt32 {
        guard let text = value.text else { return 0 }
        if let code = interned[column][text] { return code }
        var bytes = text
        let code = try bytes.withUTF8 { try writer.intern(UnsafeRawBufferPointer($0), in: columns[column]) }
        // Names of turns are many, and hardly any comes again after its turn.
        if interned[column].count > 100_000 { interned[column].removeAll(keepingCapacity: true) }
        interned[column][text] = code
        return code
    }

    /// Passes on what is left.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func flush() throws {
        guard rowCount > 0 else { return }
        let values = columns.indices.map { column -> SampleBatch.Values in
            defer {
                codes[column] = []
                numbers[column] = []
                integers[column] = []
                isKnown[column] = []
            }
            switch columns[column].kind {
            case .tag: return .tags(codes[column])
            case .integer:
                return .integers(IntegerVector(values: integers[column], validity: isKnown[column]))
            default: return .reals(RealVector(values: numbers[column], validity: isKnown[column]))
            }
        }
        let first = written + 1
        written += Int64(rowCount)
        try writer.append(
            SampleBatch(
                rowCount: rowCount, recordNumbers: Array(first...written), recordsRead: written,
                columns: Array(zip(columns, values).map { (column: $0, values: $1) })))
        rowCount = 0
    }
}
