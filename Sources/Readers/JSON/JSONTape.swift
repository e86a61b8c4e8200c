/// What a tape entry stands for.
enum JSONKind: UInt8 {
    case object, array, string, number, boolean, null

    /// The kind of the values that fields deliver; `nil` for null.
    var valueKind: ValueKind? {
        switch self {
        case .object, .array: .json
        case .string: .string
        case .number: .number
        case .boolean: .boolean
        case .null: nil
        }
    }

    /// The name of the kind in messages.
    var name: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "a boolean"
        case .null: "null"
        }
    }
}

/// One value of a parsed text, or one key. Containers come before what they hold; in an object keys and values
/// alternate.
struct TapeEntry {
    /// The position of the value in the text; for strings, of what is between the quotes, including escapes.
    var start: UInt32
    var length: UInt32
    /// Index of the first entry after this value and all it holds.
    var next: UInt32
    var kind: JSONKind
    var hasEscapes: Bool
}

typealias JSONTape = GrowableBuffer<TapeEntry>

extension GrowableBuffer where Element == TapeEntry {
    @inline(__always)
    mutating func appendScalar(_ kind: JSONKind, start: Int, length: Int, hasEscapes: Bool = false) {
        append(
            TapeEntry(
                start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: length),
                next: UInt32(truncatingIfNeeded: count &+ 1), kind: kind, hasEscapes: hasEscapes))
    }

    /// Indices of the direct elements of the array at `index`.
    func elements(of index: Int) -> [Int] {
        var found: [Int] = []
        var element = index + 1
        while element < Int(self[index].next) {
            found.append(element)
            element = Int(self[element].next)
        }
        return found
    }
}
