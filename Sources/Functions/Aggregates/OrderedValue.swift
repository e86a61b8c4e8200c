import CSQLite
import SQLite

/// A value that is not null, in SQL's order: numbers before texts before blobs, texts and blobs by their bytes. Of two
/// equal numbers the whole number comes before the real one, so that the order is a total one.
enum OrderedValue: Sendable, Hashable {
    case integer(Int64)
    case real(Double)
    case text([UInt8])
    case blob([UInt8])

    /// Nil for null.
    init?(_ value: OpaquePointer?) {
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: self = .integer(sqlite3_value_int64(value))
        // A zero has no sign in SQL.
        case SQLITE_FLOAT: self = .real(sqlite3_value_double(value) + 0)
        case SQLITE_TEXT:
            let start = sqlite3_value_text(value)
            self = .text([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))))
        case SQLITE_BLOB:
            let start = sqlite3_value_blob(value)
            self = .blob([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))))
        default: return nil
        }
    }
}

extension OrderedValue: Comparable {
    static func < (a: OrderedValue, b: OrderedValue) -> Bool {
        switch (a, b) {
        case (.integer(let a), .integer(let b)): a < b
        case (.real(let a), .real(let b)): a < b
        case (.integer(let a), .real(let b)): !isLess(b, a)
        case (.real(let a), .integer(let b)): isLess(a, b)
        case (.text(let a), .text(let b)), (.blob(let a), .blob(let b)): a.lexicographicallyPrecedes(b)
        default: a.rank < b.rank
        }
    }

    private var rank: Int {
        switch self {
        case .integer, .real: 0
        case .text: 1
        case .blob: 2
        }
    }

    /// Compares without rounding the whole number to a double.
    private static func isLess(_ real: Double, _ integer: Int64) -> Bool {
        if real >= 0x1p63 { return false }
        if real < -0x1p63 { return true }
        let floor = real.rounded(.down)
        // Within the bounds the floor is an `Int64`; a real is below every whole number above its floor.
        guard let whole = Int64(exactly: floor) else { return false }
        return whole < integer
    }
}

extension OrderedValue {
    /// A real number that is whole becomes the integer, with which it is equal in SQL.
    var key: OrderedValue {
        if case .real(let number) = self, let whole = Int64(exactly: number) { .integer(whole) } else { self }
    }

    func set(_ result: ResultContext) {
        switch self {
        case .integer(let value): result.set(value)
        case .real(let value): result.set(value)
        case .text(let bytes): bytes.withUnsafeBytes { result.set(text: $0) }
        case .blob(let bytes): result.set(.blob(bytes))
        }
    }
}
