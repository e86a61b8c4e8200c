import Columns

/// What is known of a segment's values without reading them, so that a filter can skip the segment.
package struct SegmentSummary: Sendable {
    package var nullCount: Int
    package var range: ClosedRange<Int64>?
    /// Of a tag column: whether each code occurs, by code; nil if the dictionary was too large for a set.
    package var codes: CodeSet?
}

/// A set of dictionary codes, one bit each.
package struct CodeSet: Sendable, Equatable {
    private(set) var bytes: [UInt8]

    /// Sets of larger dictionaries would cost more to keep than they save.
    static let maximumCode: UInt32 = 8_191

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The set of the codes that occur; nil if one is greater than `maximumCode`.
    init?(_ codes: [UInt32]) {
        guard let greatest = codes.max(), greatest <= CodeSet.maximumCode else { return nil }
        bytes = Array(repeating: 0, count: Int(greatest) / 8 + 1)
        for code in codes { bytes[Int(code) / 8] |= 1 << UInt8(code % 8) }
    }

    func contains(_ code: UInt32) -> Bool {
        let byte = Int(code) / 8
        return byte < bytes.count && bytes[byte] >> UInt8(code % 8) & 1 == 1
    }

    /// The codes of the set, ascending.
    package var codes: [UInt32] { (0..<UInt32(bytes.count * 8)).filter(contains) }
}
