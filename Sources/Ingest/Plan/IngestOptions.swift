import Parallel

/// What a call of `cultivar ingest` asks for, besides the files.
public struct IngestOptions: Sendable {
    /// Name of a built-in profile, or a file; if nil, the profile is detected from the files.
    public var profile: String?
    /// The name of the data set, instead of the profile's or the file's.
    public var dataset: String?
    /// The source of all rows, instead of that of the files.
    public var source: String?
    /// The stage of all rows, instead of that of the files or the sources.
    public var stage: String?
    /// A CSV file with the columns `source` and `stage`.
    public var stagesFile: String?
    /// Stop after this many stored rows; the next call for the same file continues from there.
    public var limit: Int64?
    /// How the files are written; overrides profiles and what is detected.
    public var reading = ReadingOverride()
    /// How many threads read and map a file, at least 1. The store is the same whatever their number.
    public var threadCount = Width.current
    /// Try rejected rows again, and load nothing else.
    public var retriesRejects = false
    /// Asks the load to end early; nil if that is not possible.
    public var stop: StopRequest?
    /// The call as it was typed, and the version of the program, for the load history.
    public var arguments: [String]
    public var version: String

    public init(arguments: [String] = [], version: String = "") {
        self.arguments = arguments
        self.version = version
    }
}
