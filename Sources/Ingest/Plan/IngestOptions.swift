import Parallel

/// What a call of `cultivar ingest` asks for, besides the files.
public struct IngestOptions: Sendable {
    /// Name of a built-in profile, or a file; if nil, the profile is detected from the files.
    public var profile: String?
    /// A profile that is made already, in place of a name.
    var prepared: Profile?
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
    /// How many distinct values of a field are remembered while a file is read.
    var memoLimit = MemoLimit.standard
    /// Try rejected rows again, and load nothing else.
    public var retriesRejects = false
    /// Asks the load to end early; nil if that is not possible.
    public var stop: StopRequest?
    /// The call as it was typed, and the version of the program, for the load history.
    public var arguments: [String]
    public var version: String

    /// What a call says of the mapping, by option, to be kept with an outside table.
    public var outsideOptions: [String: String] {
        let all = [
            "profile": profile, "dataset": dataset, "source": source, "stage": stage, "stages": stagesFile,
        ]
        return all.compactMapValues(\.self)
    }

    /// Takes what an earlier call said, where this one says nothing.
    public mutating func fill(from earlier: [String: String]) {
        profile = profile ?? earlier["profile"]
        dataset = dataset ?? earlier["dataset"]
        source = source ?? earlier["source"]
        stage = stage ?? earlier["stage"]
        stagesFile = stagesFile ?? earlier["stages"]
    }

    public init(arguments: [String] = [], version: String = "") {
        self.arguments = arguments
        self.version = version
    }
}
