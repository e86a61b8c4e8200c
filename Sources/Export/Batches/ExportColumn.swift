import Parquet
import SQLite
import Tabular
import Warehouse

/// A column of an export.
struct ExportColumn: Sendable {
    enum Kind: Sendable, Hashable {
        /// Codes of the dictionary.
        case code
        /// Lists of codes of the dictionary.
        case list
        case integer
        case real
        case text
        /// Whatever a statement gives: SQLite has no types of columns.
        case any

        init(_ kind: ValueKinds.Kind) {
            self =
                switch kind {
                case .integer: .integer
                case .real: .real
                case .text: .text
                }
        }
    }

    var name: String
    var kind: Kind
    /// The values of the codes; empty without codes.
    var dictionary = ValueDictionary([])
}

/// The values of one column in a batch.
enum ExportValues: Sendable {
    /// 0 is null.
    case codes([UInt32])
    case lists(lengths: [Int?], codes: [UInt32])
    case integers([Int64?])
    case reals([Double?])
    case texts(TextArray)
    case any([SQLValue])
}

/// Some rows to be written, column by column.
struct ExportBatch: Sendable {
    /// The numbers of the rows: ids of samples, or positions in the result of a statement, from 1.
    var rowNumbers: [Int64]
    /// One for each column of the source, with as many values as there are rows.
    var columns: [ExportValues]

    var rowCount: Int { rowNumbers.count }
}
