import Readers

/// What a call says about how its files are written; overrides profiles and what is detected.
public struct ReadingOverride: Sendable, Hashable {
    public var encoding: TextEncoding?
    /// The bytes between the cells of CSV.
    public var separator: [UInt8]?
    public var quote: CSVOptions.Quote?
    public var escape: UInt8?
    public var comment: [UInt8]?
    /// Lines before the header of CSV.
    public var skip: Int?
    /// How many bytes one byte of a compressed file may expand to.
    public var maximumRatio: Int?

    public init() {}

    /// The options of a file, overridden by those of the call.
    public func applied(to options: ReaderOptions) -> ReaderOptions {
        var options = options
        options.encoding = encoding ?? options.encoding
        options.maximumRatio = maximumRatio ?? options.maximumRatio
        if let separator { options.csv.setSeparator(separator) }
        options.csv.quote = quote ?? options.csv.quote
        options.csv.escape = escape ?? options.csv.escape
        options.csv.comment = comment ?? options.csv.comment
        options.csv.skip = skip ?? options.csv.skip
        return options
    }
}
