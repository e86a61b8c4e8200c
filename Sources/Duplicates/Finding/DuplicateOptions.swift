/// What counts as a near duplicate, and how it is looked for.
public struct DuplicateOptions: Sendable, Equatable {
    /// The least Jaccard similarity of the shingles of two near duplicates, above 0 up to 1.
    public var threshold: Double
    /// The number of words of a shingle, at least 1.
    public var shingleWords: Int
    /// The number of bands and of hash functions per band.
    public let bands: Int
    public let rowsPerBand: Int
    /// How many bytes the keys of bands may take. If all need more, the texts are read several times.
    public var keyBytes: Int

    /// The bands are chosen so that two texts of just the threshold are found with a probability of at least 0.999.
    ///
    /// - Throws: `DuplicateError.thresholdOutOfRange`, `shingleWordsOutOfRange`.
    public init(threshold: Double = 0.8, shingleWords: Int = 3, keyBytes: Int = 512 << 20) throws(DuplicateError) {
        guard Self.thresholds.contains(threshold) else { throw .thresholdOutOfRange(threshold) }
        guard Self.wordCounts.contains(shingleWords) else { throw .shingleWordsOutOfRange(shingleWords) }
        self.threshold = threshold
        self.shingleWords = shingleWords
        self.keyBytes = max(keyBytes, 1 << 20)
        (bands, rowsPerBand) = Self.bands(for: threshold)
    }

    static let thresholds = 0.4...1.0
    static let wordCounts = 1...32
    /// The probability of missing two texts of just the threshold.
    static let miss = 0.001

    /// The most hash functions in all.
    static let mostFunctions = 128

    /// The longest bands that this number of functions is enough for: long bands have few candidates that are not near
    /// duplicates.
    private static func bands(for threshold: Double) -> (bands: Int, rows: Int) {
        for rows in stride(from: 8, through: 2, by: -1) {
            var part = 1.0
            for _ in 0..<rows { part *= threshold }
            var (missed, bands) = (1.0, 0)
            while missed > miss, bands * rows <= mostFunctions {
                missed *= 1 - part
                bands += 1
            }
            if bands * rows <= mostFunctions { return (max(bands, 2), rows) }
        }
        return (mostFunctions, 1)
    }
}
