import LocalFacts
import Readers
import Warehouse

/// What a call has done.
public struct IngestResult: Sendable {
    /// One entry per file and input of the profile, in the order in which they were processed.
    public var files: [FileResult] = []
    /// Files that were found and not read.
    public var leftOut: [LeftOutFile] = []
    public var elapsed: Duration = .zero
    /// Whether the call ended because it was asked to (`IngestOptions.stop`), before all files were loaded.
    public var isStopped = false
    /// The version of the store's format before this call brought it to the current one; nil if it had that.
    public var upgradedFrom: Int64?

    /// Rows over all files.
    public var total: RowCounts { files.reduce(RowCounts()) { $0 + $1.counts } }
    public var bytesRead: Int64 { files.reduce(0) { $0 + $1.bytesRead } }
}

/// A file that was found and not read, with the reason.
public struct LeftOutFile: Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        case notInProfile(String)
        /// By its name it holds no data.
        case notData
        /// The limit of the call was reached before it.
        case afterLimit
        /// The call was stopped before it.
        case afterStop
        /// It is not a file but another kind of object, described in words.
        case special(String)
        /// Rejects were to be tried again, but the store has none for this content.
        case noRejects
    }

    public var path: String
    public var reason: Reason
}

/// The outcome of one file.
public struct FileResult: Sendable {
    public enum Outcome: Sendable, Equatable {
        case loaded
        /// The store has the same content already, from the named file; `rejected` is the number of its rows if none
        /// was stored.
        case alreadyLoaded(as: String, rows: Int64, rejected: Int64 = 0)
        /// The limit of the call was reached; another call continues.
        case stoppedAtLimit
        /// Reading failed, at its start or later; what was read before is stored.
        case failed(String)
        /// The call was asked to end; the same call continues from there.
        case stopped
        /// So many of its rejects were tried again; `counts` has the outcome of their rows.
        case retried(rejects: Int64)
    }

    public var path: String
    public var dataset: String
    public var profile: String?
    public var outcome: Outcome
    /// Rows of this call: seen = stored + rejected + skipped.
    public var counts = RowCounts()
    /// Records that an earlier call had dealt with already.
    public var resumedAfter: Int64 = 0
    /// Rows of an earlier, unfinished load of the file that were removed first, because the file has changed since.
    public var replacedRows: Int64 = 0
    /// What the store keeps of an earlier load of the file, beside the rows of this one.
    public var former: FormerLoad?
    /// Rows that the store has of the file.
    public var storedInFile: Int64 = 0
    /// Rows of the file that were rejected, and are kept with the reason.
    public var rejectedInFile: Int64 = 0
    public var bytesRead: Int64 = 0
    /// How many rows were rejected or skipped, by reason.
    public var reasons: [String: Int64] = [:]
    /// The corrections in the records that were read.
    public var amendments: AmendmentCounts = [:]
    /// The outcome for the columns.
    public var columns = ColumnAccount()
}
