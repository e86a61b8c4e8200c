import Columns

/// All that was collected of the rows of one row group, and of the records between them that were not stored.
package struct RowGroupDraft: Sendable {
    package let file: FileAccount
    package var rowCount: Int
    /// In the order of their ids, each with all rows.
    var columns: [ColumnBuilder]
    /// Values that have codes since the row group before.
    package var newValues: [LoadDictionary.NewValues]
    /// Records of the file that are finished once the row group is stored.
    package var recordsRead: Int64
    package var rejects: [RejectRecord]
    /// Ids of rejects that were tried again: they are stored, or rejected again.
    package var settledRejects: [Int64] = []
    /// Rows that were left out, by reason.
    package var skips: [String: Int64]

    package init(
        file: FileAccount, rowCount: Int, columns: [ColumnBuilder], newValues: [LoadDictionary.NewValues],
        recordsRead: Int64, rejects: [RejectRecord], settledRejects: [Int64], skips: [String: Int64]
    ) {
        self.file = file
        self.rowCount = rowCount
        self.columns = columns
        self.newValues = newValues
        self.recordsRead = recordsRead
        self.rejects = rejects
        self.settledRejects = settledRejects
        self.skips = skips
    }

    package var counts: RowCounts {
        RowCounts(
            stored: Int64(rowCount), rejected: Int64(rejects.count - settledRejects.count),
            skipped: skips.values.reduce(0, +))
    }
}

/// The counts of a file in the store.
///
/// `Sendable` because it accompanies a row group; only the writing thread reads it.
package final class FileAccount: @unchecked Sendable {
    package let fileID: Int64
    /// The fact table of the file's rows.
    package let factTableID: FactTable.ID
    package var counts: RowCounts
    /// The row groups that this load has written.
    package var rowGroups: [Int64] = []

    package init(fileID: Int64, factTableID: FactTable.ID, counts: RowCounts) {
        self.fileID = fileID
        self.factTableID = factTableID
        self.counts = counts
    }
}

/// A row group as it is written.
package struct EncodedRowGroup: Sendable {
    package struct Column: Sendable {
        package var definition: ColumnDefinition
        package var segments: [ColumnBuilder.Segment]
        package var blocks: [ColumnBuilder.Block]
    }

    package var columns: [Column]
    package var cubes: [CubeWriter.Made]
}
