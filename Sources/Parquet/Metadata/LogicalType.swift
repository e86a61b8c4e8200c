/// What the values of a column mean.
public enum LogicalType: Sendable, Hashable {
    case string
    case map
    case list
    case `enum`
    case decimal(scale: Int32, precision: Int32)
    /// Days since 1970-01-01.
    case date
    case time(unit: TimeUnit, isAdjustedToUTC: Bool)
    case timestamp(unit: TimeUnit, isAdjustedToUTC: Bool)
    case integer(bitWidth: Int8, isSigned: Bool)
    /// Always null.
    case null
    case json
    case bson
    case uuid
    case float16
    case variant(version: Int8?)
    /// Well-known binary.
    case geometry(coordinateSystem: String?)
    /// Well-known binary; `algorithm` is the number of the interpolation of edges.
    case geography(coordinateSystem: String?, algorithm: Int32?)
    /// Months, days and milliseconds; has no number in the union, only a ``ConvertedType``.
    case interval
    /// A type of a later version of the format: the values are read as stored.
    case unknown(Int16)
}

/// The unit of a time or a timestamp.
public enum TimeUnit: Int16, Sendable, Hashable, CaseIterable {
    case milliseconds = 1
    case microseconds = 2
    case nanoseconds = 3

    /// How many there are in a second.
    public var perSecond: Int64 {
        switch self {
        case .milliseconds: 1_000
        case .microseconds: 1_000_000
        case .nanoseconds: 1_000_000_000
        }
    }
}
