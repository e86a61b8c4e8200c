/// Finds the separator of a file from its first records.
public struct SeparatorSniffer: Sendable, Hashable {
    /// What the first records look like when split by one separator.
    public struct Candidate: Sendable, Hashable {
        public var separator: UInt8
        /// The most frequent number of cells.
        public var columns: Int
        /// Records that have that number, of `sampledRecords`.
        public var agreeingRecords: Int
        public var sampledRecords: Int
    }

    /// Tried in this order, which also decides ties.
    public static let separators: [UInt8] = Array(",;\t|".utf8)
    static let sampleBytes = 1 << 16
    private static let sampleRecords = 200

    /// One for each of ``separators``.
    public let candidates: [Candidate]

    /// Splits the first records of a file by each of the separators.
    ///
    /// - Parameter isWhole: whether nothing follows the bytes.
    init(_ sample: ArraySlice<UInt8>, isWhole: Bool, quote: CSVOptions.Quote) {
        candidates = sample.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress else { return [] }
            return Self.separators.map { separator in
                let dialect = CSVDialect(separator: separator, quote: quote)
                return Self.split(text, count: buffer.count, isFinal: isWhole, dialect)
            }
        }
    }

    private static func split(
        _ text: UnsafePointer<UInt8>, count: Int, isFinal: Bool, _ dialect: CSVDialect
    ) -> Candidate {
        let scanner = CSVScanner(dialect)
        var frequency: [Int: Int] = [:]
        var position = 0
        var sampled = 0
        scan: while position < count && sampled < sampleRecords {
            switch scanner.scan(text + position, count: count - position, isFinal: isFinal) {
            case .record(_, let end):
                position += end
                if scanner.isEmptyLine { continue }
                frequency[scanner.cells.count, default: 0] += 1
            case .textAfterClosingQuote(_, _, let end):
                position += end
            case .incomplete, .unterminatedQuote:
                break scan
            }
            sampled += 1
        }
        let best = frequency.max { ($0.value, $0.key) < ($1.value, $1.key) }
        return Candidate(
            separator: dialect.separator, columns: best?.key ?? 0, agreeingRecords: best?.value ?? 0,
            sampledRecords: sampled)
    }

    /// The separator for which the largest share of records has the same number of cells, two or more; then the one
    /// with the most cells; a comma if none occurs.
    public var choice: UInt8 {
        var best: Candidate?
        for candidate in candidates where candidate.columns > 1 {
            guard let other = best else {
                best = candidate
                continue
            }
            let left = candidate.agreeingRecords * max(other.sampledRecords, 1)
            let right = other.agreeingRecords * max(candidate.sampledRecords, 1)
            if (left, candidate.columns) > (right, other.columns) { best = candidate }
        }
        return best?.separator ?? UInt8(ascii: ",")
    }
}
