/// The progress of a call.
public struct IngestProgress: Sendable {
    /// The current file.
    public var path: String
    /// Its place among the files, from 1.
    public var fileNumber: Int
    public var fileCount: Int
    /// Of the file as it is on disk; the total is nil for a stream.
    public var bytesRead: Int64
    public var bytesTotal: Int64?
    /// Of all files of the call so far.
    public var rows: Int64
    public var rejects: Int64
    public var elapsed: Duration
}
