import Readers

/// A file and one input that its rows go through.
public struct PlannedFile: Sendable {
    public var file: InputFile
    public var input: ProfileInput
    /// Name of the profile; nil if the mapping was found out.
    public var profile: String?
    /// How the mapping was guessed, if no profile recognises the file.
    public var proposal: MappingProposal?
    /// Words that mean "no value" in the whole profile.
    public var missing: [String]
    public var dataset: String
    /// Where look-up files are searched, in this order.
    public var lookUpFolders: [String]
    /// How the file is written; nil if it cannot be read.
    public var format: FileFormat?
    /// Why the file cannot be read, where its beginning shows that already.
    public var failure: ReadError?
    /// What the file was when the plan was made; nil for a stream.
    var identity: FileIdentity?
    /// Columns whose content the call itself gives.
    var given: [ColumnRule] = []
}
