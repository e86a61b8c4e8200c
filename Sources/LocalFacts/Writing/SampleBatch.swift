import Columns

/// Samples to be stored, column by column.
public struct SampleBatch: Sendable {
    /// One column's values, one per sample.
    public enum Values: Sendable {
        /// Dictionary codes, 0 for null.
        case tags([UInt32])
        /// For each sample how many values it has, and all samples' dictionary codes one after another.
        case lists(lengths: [UInt32], codes: [UInt32])
        case integers(IntegerVector)
        case reals(RealVector)
        /// The byte count of each sample's text, nil for null, and the texts' bytes one after another.
        case texts(lengths: [Int?], bytes: [UInt8])
        /// Texts that the producer of the batch has already compressed.
        case textBlocks([EncodedTexts])

        /// Integers, nil for null.
        public static func integers(orNull values: [Int64?]) -> Values {
            .integers(IntegerVector(values: values.map { $0 ?? 0 }, validity: values.map { $0 != nil }))
        }

        package var rowCount: Int {
            switch self {
            case .tags(let codes): codes.count
            case .lists(let lengths, _): lengths.count
            case .integers(let vector): vector.count
            case .reals(let vector): vector.count
            case .texts(let lengths, _): lengths.count
            case .textBlocks(let blocks): blocks.reduce(0) { $0 + $1.block.rowCount }
            }
        }
    }

    public var rowCount: Int
    /// The place of each sample's record in its file, from 1.
    public var recordNumbers: [Int64]
    /// How many records of the file are finished once this batch is stored; a resumed load begins there.
    public var recordsRead: Int64
    /// A column that is not here is null for all samples.
    public var columns: [(column: ColumnDefinition, values: Values)]

    public init(
        rowCount: Int, recordNumbers: [Int64], recordsRead: Int64,
        columns: [(column: ColumnDefinition, values: Values)]
    ) {
        self.rowCount = rowCount
        self.recordNumbers = recordNumbers
        self.recordsRead = recordsRead
        self.columns = columns
    }
}
