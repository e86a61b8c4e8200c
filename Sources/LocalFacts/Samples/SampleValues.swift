/// The values of one column for a number of samples, in the requested order.
public enum SampleValues: Sendable {
    /// Codes of the column's dictionary, 0 for null.
    case codes([UInt32])
    /// The number of elements of each sample, nil if its row group has no such column; then all codes, one after
    /// another.
    case lists(lengths: [Int?], codes: [UInt32])
    case integers([Int64?])
    case reals([Double?])
    case texts(SampleTexts)
}

/// Texts of consecutive samples, their bytes one after another.
public struct SampleTexts: Sendable {
    /// Well-formed UTF-8, as it was stored.
    public private(set) var bytes: [UInt8] = []
    /// Where each text ends; it starts where the one before ends.
    public private(set) var ends: [Int] = []
    public private(set) var isNull: [Bool] = []

    public init() {}

    mutating func append(_ text: UnsafeRawBufferPointer?) {
        if let text { bytes.append(contentsOf: text) }
        ends.append(bytes.count)
        isNull.append(text == nil)
    }
}
