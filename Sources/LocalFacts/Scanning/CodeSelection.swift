import Columns

/// A comparison of a block's codes.
struct CodeTest: Sendable {
    var codes: CodeVector
    var accepted: AcceptedCodes
}

/// The comparisons that choose samples of a block by their codes. Everything they need has been read, so any thread can
/// run them.
struct CodeSelection: Sendable {
    /// The samples to choose from.
    var range: Range<Int>
    /// Those of the range that are left, ascending; nil for all.
    var among: [UInt32]?
    /// Samples of the block.
    var rowCount: Int
    var tests: [CodeTest]

    /// Codes that are looked at.
    var cost: Int { tests.isEmpty ? 0 : among?.count ?? range.count }

    /// The samples that pass, ascending; nil for all of the block.
    ///
    /// - Complexity: O(samples of the range).
    func samples() -> [UInt32]? {
        guard let first = tests.first else { return among ?? (range == 0..<rowCount ? nil : range.map { UInt32($0) }) }
        var samples =
            among.map { first.codes.rows(among: $0, accepted: first.accepted) }
            ?? first.codes.rows(in: range, accepted: first.accepted)
        for test in tests.dropFirst() where !samples.isEmpty {
            samples = test.codes.rows(among: samples, accepted: test.accepted)
        }
        return samples
    }
}
