/// A value of Python's literals, as `repr` writes lists, dictionaries, strings and numbers.
public enum PythonLiteral: Sendable, Equatable {
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    case string(String)
    /// A list or a tuple.
    case list([PythonLiteral])
    /// Keys and values in their order; a repeated key stands as often as it is written.
    case dictionary([Entry])

    /// A key with its value.
    public struct Entry: Sendable, Equatable {
        public let key: PythonLiteral
        public let value: PythonLiteral

        public init(key: PythonLiteral, value: PythonLiteral) { (self.key, self.value) = (key, value) }
    }

    /// What a text may have at most, so that a file of somebody else costs little.
    public struct Bounds: Sendable {
        public var bytes: Int
        public var depth: Int
        public var values: Int

        public init(bytes: Int = 1 << 20, depth: Int = 16, values: Int = 100_000) {
            (self.bytes, self.depth, self.values) = (bytes, depth, values)
        }
    }

    /// Reads a text that is one literal, with white space around it.
    ///
    /// Read are None, True, False, whole numbers, decimal numbers, strings in single, double or triple quotes with
    /// Python's escapes, lists, tuples, dictionaries, and `defaultdict(<class '…'>, {…})`, which the data set
    /// GlobalOpinionQA has. Everything else is an error: nothing is evaluated.
    ///
    /// - Throws: `LiteralError` with the place. Linear cost.
    public init(_ text: String, bounds: Bounds = Bounds()) throws(LiteralError) {
        var parser = PythonLiteralParser(Array(text.utf8), bounds: bounds)
        self = try parser.parse()
    }

    /// A number, whole or not.
    public var number: Double? {
        switch self {
        case .int(let number): Double(number)
        case .float(let number): number
        default: nil
        }
    }

    /// A string, or a number as Python writes it: options of a scale are often numbers.
    public var text: String? {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .float(let number): "\(number)"
        default: nil
        }
    }
}
