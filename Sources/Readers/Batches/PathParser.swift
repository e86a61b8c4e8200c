/// Reads the notation of ``FieldPath`` in one pass over its bytes.
struct PathParser {
    static let quote = UInt8(ascii: "\"")

    /// Bytes that a key without quotes cannot hold.
    static func mustBeQuoted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "^"), UInt8(ascii: "@"), quote: true
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): true
        default: false
        }
    }

    private let text: String
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    mutating func parse() throws(ReadError) -> FieldPath {
        let origin = try parseOrigin()
        var steps: [FieldPath.Step] = []
        let isAtStep = position < bytes.count
        guard origin.isNavigable || !isAtStep else { throw failure("nothing can follow “\(origin.rawValue)”") }
        var expectsKey = origin == .row
        if origin == .record && isAtStep {
            expectsKey = bytes[position] != UInt8(ascii: "[") && bytes[position] != UInt8(ascii: "{")
        }
        while expectsKey || position < bytes.count {
            if expectsKey, !steps.isEmpty, take("@text") {
                steps.append(.text)
                guard position == bytes.count else { throw failure("nothing can follow “@text”") }
                expectsKey = false
            } else if expectsKey {
                steps.append(.key(try parseKey()))
                expectsKey = false
            } else if take("[]") {
                steps.append(.elements)
            } else if take("{}") {
                steps.append(.keys)
                guard position == bytes.count else { throw failure("nothing can follow “{}”") }
            } else if take(".") {
                expectsKey = true
            } else {
                throw failure("“.”, “[]” or “{}” is expected here")
            }
        }
        return FieldPath(origin: origin, steps: steps)
    }

    private mutating func parseOrigin() throws(ReadError) -> FieldPath.Origin {
        if take("^") { return .record }
        guard bytes.first == UInt8(ascii: "@") else { return .row }
        let end = bytes.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
        let name = String(decoding: bytes[..<(end ?? bytes.count)], as: UTF8.self)
        guard let origin = FieldPath.Origin(rawValue: name) else {
            let known = FieldPath.Origin.allCases.map(\.rawValue).filter { $0.hasPrefix("@") }
            throw failure(
                "“\(name)” is not one of \(known.joined(separator: ", ")); a key with “@” is written in quotes")
        }
        position = end ?? bytes.count
        return origin
    }

    private mutating func parseKey() throws(ReadError) -> String {
        let start = position
        if take("\"") { return try parseQuotedKey() }
        while position < bytes.count && !Self.mustBeQuoted(bytes[position]) { position += 1 }
        let key = bytes[start..<position]
        guard let first = key.first, let last = key.last else {
            throw failure("a key is expected here; an empty key is written \"\"")
        }
        guard first != UInt8(ascii: " "), last != UInt8(ascii: " ") else {
            throw failure("a key that begins or ends with a blank is written in double quotes")
        }
        return String(decoding: key, as: UTF8.self)
    }

    private mutating func parseQuotedKey() throws(ReadError) -> String {
        var key: [UInt8] = []
        while position < bytes.count {
            if take("\"\"") {
                key.append(Self.quote)
            } else if take("\"") {
                return String(decoding: key, as: UTF8.self)
            } else {
                key.append(bytes[position])
                position += 1
            }
        }
        throw failure("the quoted key is not closed")
    }

    private mutating func take(_ token: StaticString) -> Bool {
        let length = token.utf8CodeUnitCount
        guard bytes.count - position >= length else { return false }
        for index in 0..<length where bytes[position + index] != token.utf8Start[index] { return false }
        position += length
        return true
    }

    private func failure(_ reason: String) -> ReadError { .badPath(text, offset: position, reason: reason) }
}

extension FieldPath {
    /// Reads a path from its notation. Throws ``ReadError/badPath(_:offset:reason:)``.
    public init(parsing text: String) throws(ReadError) {
        var parser = PathParser(text)
        self = try parser.parse()
    }
}
