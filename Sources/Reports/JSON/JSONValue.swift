import SQLite
import Tabular

/// A JSON value to be written. Objects keep the order of their keys, so that the same value gives the same bytes.
indirect enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case value(SQLValue)
    case array([JSONValue])
    case object([Member])

    struct Member: Equatable, Sendable {
        var key: String
        var value: JSONValue
    }

    /// An object of the members that are there.
    static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
    }

    /// The object with the members of another after its own; any other value is unchanged.
    func merging(_ other: JSONValue) -> JSONValue {
        guard case .object(let own) = self, case .object(let more) = other else { return self }
        return .object(own + more)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    init(stringLiteral value: String) { self = .value(.text(value)) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    init(integerLiteral value: Int64) { self = .value(.integer(value)) }
}

extension JSONValue: ExpressibleByFloatLiteral {
    init(floatLiteral value: Double) { self = .value(.real(value)) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
    init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member(key: $0.0, value: $0.1) })
    }
}

extension JSONValue {
    /// The text, indented by two blanks per level; arrays and objects without nested ones are on one line.
    var text: String {
        var output = TextBuffer()
        append(into: &output, indentation: 0)
        output.append("\n")
        return String(decoding: output.bytes, as: UTF8.self)
    }

    private var isFlat: Bool {
        switch self {
        case .array(let elements): elements.allSatisfy { !$0.isNested }
        case .object(let members): members.allSatisfy { !$0.value.isNested }
        default: true
        }
    }

    private var isNested: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }

    private func append(into output: inout TextBuffer, indentation: Int) {
        switch self {
        case .null: output.append("null")
        case .bool(let value): output.append(value ? "true" : "false")
        case .value(let value): JSONText.append(value, into: &output)
        case .array(let elements):
            list(elements, "[", "]", into: &output, indentation) { element, output in
                element.append(into: &output, indentation: indentation + 2)
            }
        case .object(let members):
            list(members, "{", "}", into: &output, indentation) { member, output in
                JSONText.append(string: member.key, into: &output)
                output.append(": ")
                member.value.append(into: &output, indentation: indentation + 2)
            }
        }
    }

    private func list<Element>(
        _ elements: [Element], _ open: String, _ close: String, into output: inout TextBuffer, _ indentation: Int,
        _ write: (Element, inout TextBuffer) -> Void
    ) {
        let line = isFlat ? nil : "\n" + String(repeating: " ", count: indentation)
        output.append(open)
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(line == nil ? ", " : ",") }
            if let line { output.append(line + "  ") }
            write(element, &output)
        }
        if let line { output.append(line) }
        output.append(close)
    }
}
