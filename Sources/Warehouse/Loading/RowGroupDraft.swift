import Columns

/// All that was collected of the rows of one row group, and of the records between them that were not stored.
struct RowGroupDraft: Sendable {
    let file: FileAccount
    var rowCount: Int
    /// In the order of their ids, each with all rows.
    var columns: [ColumnBuilder]
    /// Values that have codes since the row group before.
    var newValues: [LoadDictionary.NewValues]
    /// Records of the file that are finished once the row group is stored.
    var recordsRead: Int64
    var rejects: [RejectRecord]
    /// Ids of rejects that were tried again: they are stored, or rejected again.
    var settledRejects: [Int64] = []
    /// Rows that were left out, by reason.
    var skips: [String: Int64]

    var counts: RowCounts {
        RowCounts(
            stored: Int64(rowCount), rejected: Int64(rejects.count - settledRejects.count),
            skipped: skips.values.reduce(0, +))
    }
}

/// The counts of a file in the store.
///
/// `Sendable` because it accompanies a row group; only the writing thread reads it.
final class FileAccount: @unchecked Sendable {
    let fileID: Int64
    var counts: RowCounts
    /// The row groups that this load has written.
    var rowGroups: [Int64] = []

    init(fileID: Int64, counts: RowCounts) {
        self.fileID = fileID
        self.counts = counts
    }
}

/// A row group as it is written.
struct EncodedRowGroup: Sendable {
    struct Column: Sendable {
        var definition: ColumnDefinition
        var segments: [ColumnBuilder.Segment]
        var blocks: [ColumnBuilder.Block]
    }

    var columns: [Column]
    var cubes: [CubeWriter.Made]
}
