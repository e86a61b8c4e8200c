/// The checksum of a dictionary that grows: each value is read once, however often the checksum is asked for.
public final class DictionaryChecksum {
    private let ends = RunningChecksum()
    private let bytes = RunningChecksum()
    /// Values that are in the checksum; nil before the first call.
    private var known: Int?

    public init() {}

    /// `dictionary.checksum`.
    ///
    /// - Parameter dictionary: the one of the call before, which may have more values since.
    public func value(of dictionary: TagDictionary) -> UInt64 {
        guard let ends, let bytes else { return dictionary.checksum }
        dictionary.append(valuesAfter: known, to: ends, bytes)
        known = dictionary.count
        return TagDictionary.checksum(ends: ends.value, bytes: bytes.value)
    }
}
