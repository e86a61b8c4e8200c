/// The layout of the integers of a segment; the raw value is stored.
///
/// An encoding consists of a case here, a branch in `IntegerEncoder` and one in `IntegerDecoder`.
public enum SegmentEncoding: Int, Sendable, CaseIterable {
    /// One value for all rows.
    case constant = 0
    /// Runs of equal values: the row at which each run ends, and its value.
    case runLength = 1
    /// Offsets from the least value, each in as few bits as the greatest offset needs.
    case bitPacked = 2
    /// Offsets from the least value, in 1, 2, 4 or 8 bytes each.
    case plain = 3
    /// first, first + 1, first + 2, …
    case sequence = 4
}
