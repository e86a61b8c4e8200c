/// A value of a row, made of the levels and values of its columns.
public enum RowValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    /// Of columns of 16 and of 32 bits.
    case float(Float)
    case double(Double)
    case decimal(DecimalValue)
    /// A string, an enum or JSON that is well-formed UTF-8.
    case text(String)
    case bytes([UInt8])
    /// 16 bytes.
    case uuid([UInt8])
    /// Days since 1970-01-01.
    case date(Int32)
    /// Since midnight.
    case time(Int64, TimeUnit, isAdjustedToUTC: Bool)
    /// Since 1970-01-01.
    case timestamp(Int64, TimeUnit, isAdjustedToUTC: Bool)
    /// A deprecated timestamp that does not fit 64 bits of nanoseconds.
    case int96(Int96)
    case interval(months: UInt32, days: UInt32, milliseconds: UInt32)
    case list([RowValue])
    /// The values of the fields, in the order of the ``SchemaField``.
    case structure([RowValue])
    case map([MapEntry])
}

/// A pair of a map. Keys may occur more than once.
public struct MapEntry: Sendable, Hashable {
    public let key: RowValue
    /// Null in a map without values.
    public let value: RowValue

    public init(key: RowValue, value: RowValue) {
        self.key = key
        self.value = value
    }
}
