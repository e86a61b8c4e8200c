/// Why a call cannot continue.
public enum IngestError: Error, Equatable {
    /// No file, folder or pattern of that name.
    case notFound(String)
    /// A profile was given and none of the files is in it.
    case nothingInProfile(String, files: Int)
    /// Standard input can be read once, and several inputs of a profile want it.
    case standardInputTwice
    /// A pipe can be read once, and is given twice or wanted by several inputs of a profile.
    case streamTwice(String)
    /// The load was asked to end before it had begun a file.
    case stopped
    /// Rows seen are not rows stored + rejected + skipped: a defect of this program.
    case miscounted(file: String, seen: Int64, stored: Int64, rejected: Int64, skipped: Int64)
}
