import Parquet

/// The type of the values of a column, if they can be read.
public enum ArrowType: Sendable, Hashable {
    case null
    case boolean
    case integer(bits: Int, isSigned: Bool)
    /// Of 16, 32 or 64 bits.
    case real(bits: Int)
    /// Texts, or bytes that are no text, with offsets of 32 or 64 bits.
    case bytes(isText: Bool, isLarge: Bool)
    /// Texts or bytes, each in the column itself or in a buffer beside it.
    case views(isText: Bool)
    case fixedBytes(Int)
    case decimal(precision: Int, scale: Int, bytes: Int)
    /// Days.
    case date32
    /// Milliseconds.
    case date64
    case time(ArrowUnit, bits: Int)
    case timestamp(ArrowUnit, isUTC: Bool)
    /// A number of the unit.
    case duration(ArrowUnit)
    case list(isLarge: Bool)
    case fixedList(Int)
    case structure
    /// A list of pairs.
    case map

    /// The bytes of a value, if all have the same number of whole bytes.
    var width: Int? {
        switch self {
        case .integer(let bits, _), .real(let bits), .time(_, let bits): bits / 8
        case .fixedBytes(let bytes), .decimal(_, _, let bytes): bytes
        case .date32: 4
        case .date64, .timestamp, .duration: 8
        case .null, .boolean, .bytes, .views, .list, .fixedList, .structure, .map: nil
        }
    }

    /// Whether values are texts, if they are well-formed.
    public var isText: Bool {
        switch self {
        case .bytes(let isText, _), .views(let isText): isText
        default: false
        }
    }

    var isNested: Bool {
        switch self {
        case .list, .fixedList, .structure, .map: true
        default: false
        }
    }
}

/// The unit of a time.
public enum ArrowUnit: Int16, Sendable, Hashable {
    case seconds, milliseconds, microseconds, nanoseconds
}

/// A column, or a field below one.
public struct ArrowField: Sendable, Hashable {
    /// How a column refers to its dictionary.
    public struct Coding: Sendable, Hashable {
        public var id: Int64
        public var bits: Int
        public var isSigned: Bool
    }

    /// The meaning that an extension gives the values.
    enum Meaning: Sendable, Hashable {
        case json, uuid
    }

    public var name: String
    public var isOptional: Bool
    /// For a coded column, the type of its dictionary's values.
    public var type: ArrowType
    public var coding: Coding?
    public var children: [ArrowField]
    var meaning: Meaning?
}
