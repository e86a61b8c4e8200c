/// The deprecated timestamp of 12 bytes, little-endian.
public struct Int96: Sendable, Hashable, BitwiseCopyable {
    public var nanosecondsOfDayLow: UInt32
    public var nanosecondsOfDayHigh: UInt32
    /// 2,440,588 is 1970-01-01.
    public var julianDay: UInt32

    public var nanosecondsOfDay: Int64 {
        Int64(bitPattern: UInt64(nanosecondsOfDayHigh) << 32 | UInt64(nanosecondsOfDayLow))
    }
}
