import Columns
import LocalFacts
import Warehouse

/// Rows that a command makes, for a fact table of `schema/tables`: predictions of models, answers of a wide survey.
///
/// Columns that the table's template knows get its description, meaning and entity.
public final class DerivedRows {
    /// What the store has of the rows so far, with their counts.
    public let writer: FileWriter
    private var columns: [ColumnDefinition] = []
    private var codes: [[String: UInt32]] = []

    /// A column of the rows.
    public struct Column: Sendable, Hashable {
        public var name: String
        public var kind: ColumnKind
        /// Whether a stored column of a narrower kind is widened to this one; otherwise only integers are, to reals.
        public var isGuess: Bool

        public init(_ name: String, _ kind: ColumnKind, isGuess: Bool = false) {
            (self.name, self.kind, self.isGuess) = (name, kind, isGuess)
        }
    }

    /// Begins a file of rows, or continues one that a killed load had begun.
    ///
    /// - Parameter table: the name of a shipped template.
    /// - Throws: `StoreError`, `SQLError`.
    public init(_ load: LoadWriter, table: String, file: FileDescription, columns: [Column]) throws {
        guard let rule = try TableTemplates.named(table) else { throw StoreError.catalogue(table) }
        var file = file
        file.table = rule.template
        writer = try load.begin(file)
        for column in columns {
            let known = rule.columns[column.name.lowercased()]
            let entities = try known?.entity.flatMap { try TableTemplates.named($0)?.template }
            let wanted = NewColumn(
                name: column.name, kind: column.kind, description: known?.description, meaning: known?.meaning,
                entities: entities)
            self.columns.append(try writer.column(wanted, isGuess: column.isGuess))
            codes.append([:])
        }
    }

    /// How the store keeps a column, which may be wider than was asked for.
    public func kind(ofColumn place: Int) -> ColumnKind { columns[place].kind }

    /// The code of a value of a tag column, by the column's place; 0 for none.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func code(of value: String?, column place: Int) throws -> UInt32 {
        guard let value else { return 0 }
        if let known = codes[place][value] { return known }
        var text = value
        let code = try text.withUTF8 { try writer.intern(UnsafeRawBufferPointer($0), in: columns[place]) }
        codes[place][value] = code
        return code
    }

    /// Adds rows.
    ///
    /// - Parameters:
    ///   - records: the place of each row's record in its file, from 1.
    ///   - recordsRead: how many records of the file are finished with these rows.
    ///   - values: one per column, in their order.
    /// - Throws: `StoreError`, `SQLError`.
    public func append(records: [Int64], recordsRead: Int64, values: [SampleBatch.Values]) throws {
        try writer.append(
            SampleBatch(
                rowCount: records.count, recordNumbers: records, recordsRead: recordsRead,
                columns: Array(zip(columns, values)).map { ($0.0, $0.1) }))
    }
}

extension SampleBatch.Values {
    /// Whole numbers, nil for null.
    public static func wholeNumbers(_ numbers: [Int64?]) -> Self {
        .integers(IntegerVector(values: numbers.map { $0 ?? 0 }, validity: validity(numbers)))
    }

    /// Numbers, nil for null.
    public static func numbers(_ numbers: [Double?]) -> Self {
        .reals(RealVector(values: numbers.map { $0 ?? 0 }, validity: validity(numbers)))
    }

    /// Texts, nil for null.
    public static func strings(_ texts: [String?]) -> Self {
        let bytes = texts.map { $0.map { Array($0.utf8) } }
        return .texts(lengths: bytes.map { $0?.count }, bytes: bytes.flatMap { $0 ?? [] })
    }

    private static func validity<Value>(_ values: [Value?]) -> [Bool]? {
        let validity = values.map { $0 != nil }
        return validity.contains(false) ? validity : nil
    }
}
