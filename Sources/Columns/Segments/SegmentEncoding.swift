/// How the integers of a segment are laid out; the raw value is what the store keeps.
///
/// An encoding is its case here, a branch in `IntegerEncoder` and one in `IntegerDecoder`.
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
