import Ingest
import Readers

/// The format of a file, its content, and how a load would map it; printed by `--format json`.
struct FileSchema: Encodable {
    var path: String
    var format: String
    var compression: String
    var bytes: Int64?
    /// Known of Parquet, and where all rows were looked at.
    var rows: Int64?
    /// Why the file cannot be read.
    var error: String?
    /// Of Parquet.
    var createdBy: String?
    var rowGroups: [Int64]?
    var columns: [Column]?
    /// As the first records show them.
    var fields: [Field] = []
    var recordsRead = 0
    var rejects = 0
    var mapping: Mapping?
    /// How the columns or fields differ from those of the first file that could be read.
    var differences: [String] = []

    /// A column of a Parquet file.
    struct Column: Encodable {
        var path: String
        var type: String
        var optional: Bool
        var codecs: [String]
        var encodings: [String]
        var compressedBytes: Int64
        var uncompressedBytes: Int64
        var values: Int64
        var nulls: Int64?
        var distinct: Int64?
        var distinctIsLeast: Bool
    }

    struct Field: Encodable {
        var path: String
        /// How many values of each type were seen.
        var types: [String: Int]
        var records: Int
        var nulls: Int
        var isList: Bool
        var examples: [String]
    }

    struct Mapping: Encodable {
        var profile: String?
        var dataset: String
        var columns: [MappedField]
    }

    /// A field and the column of the store that it becomes; for a profile, a column and the fields that it is made of.
    struct MappedField: Encodable {
        var field: String
        /// Nil if the field is left out.
        var column: String?
        var kind: String?
        /// Why, where no profile says it.
        var evidence: String?
    }
}
