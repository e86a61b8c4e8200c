import SQLite

/// Which kinds of values a column of a statement has.
public struct ValueKinds {
    public enum Kind: Sendable, Hashable {
        case integer, real, text
    }

    /// The integers that doubles hold exactly.
    private static let exactIntegers: ClosedRange<Int64> = -(1 << 53)...(1 << 53)

    private var hasIntegers = false
    private var hasReals = false
    private var hasOthers = false
    private var integersAreExact = true

    public init() {}

    public mutating func add(_ value: SQLValue) {
        switch value {
        case .null: break
        case .integer(let integer):
            hasIntegers = true
            if !Self.exactIntegers.contains(integer) { integersAreExact = false }
        case .real: hasReals = true
        case .text, .blob: hasOthers = true
        }
    }

    /// The kind that holds every value without loss: text if they are mixed.
    public var kind: Kind {
        if hasOthers { return .text }
        if hasReals { return hasIntegers && !integersAreExact ? .text : .real }
        return hasIntegers ? .integer : .text
    }
}
