/// Where a field is in a record, written as `Licenses[].License`, `^uid`, `"Text.Sources"` or `@key`.
///
/// Keys are separated by `.`; `[]` after a key selects the elements of an array, `{}` at the end the keys of an object,
/// `.@text` at the end for the text of a value. A path is relative to the row's own object; with `^` before it starts
/// at the record, and `^` alone is the record. Names with `@` stand for values without a key (see ``Origin``). A key
/// that has `.`, `[`, `{`, `^`, `@` or quotes, that is empty, or that begins or ends with a blank, is written in double
/// quotes, with a quote inside it doubled.
public struct FieldPath: Sendable, Hashable {
    /// What the steps start from.
    public enum Origin: String, Sendable, Hashable, CaseIterable {
        /// The row's own object: the record, element, entry value or node.
        case row = ""
        /// The record that the row was made from.
        case record = "^"
        /// The key of the record in a file that is an object of records.
        case id = "@id"
        /// The key of the entry, or the field's name for unpivoted rows.
        case key = "@key"
        /// The value of the entry, or of the unpivoted field.
        case value = "@value"
        /// The 0-based position: of the element in its array, the entry in its object, the field in the list of
        /// unpivoted ones, the node among its siblings, the record in the file.
        case index = "@index"
        /// The node's distance from the root of its tree; 0 where rows are not nodes.
        case depth = "@depth"
        /// The element, node, entry value or record itself, if it is a scalar or its JSON text is wanted.
        case element = "@element"

        /// Whether steps can follow.
        var isNavigable: Bool { self == .row || self == .record || self == .value || self == .element }
    }

    public enum Step: Sendable, Hashable {
        /// Into the value of a key of an object.
        case key(String)
        /// Into each element of an array; anything that is not an array counts as its own single element.
        case elements
        /// The keys of an object; always the last step.
        case keys
        /// The text of a value that some records have as a string and others in parts. For a string it is the string,
        /// for a list the text of each element, for an object the text of the first of ``textKeys`` that it has. Always
        /// the last step.
        case text
    }

    /// The keys that the text of an object with other members may have.
    public static let textKeys = ["text", "content", "value", "parts"]

    public let origin: Origin
    public let steps: [Step]

    /// The path of the top-level key `key` of the row's object, taken literally.
    public init(key: String) {
        origin = .row
        steps = [.key(key)]
    }

    init(origin: Origin, steps: [Step]) {
        self.origin = origin
        self.steps = steps
    }

    /// The path of the text of the values here, without `[]` at its end, which would be redundant.
    public var ofText: FieldPath { FieldPath(origin: origin, steps: withoutElements.steps + [.text]) }

    /// The path without `[]` at its end.
    public var withoutElements: FieldPath {
        FieldPath(origin: origin, steps: steps.reversed().drop { $0 == .elements }.reversed())
    }

    /// The path without its last step.
    public var parent: FieldPath { FieldPath(origin: origin, steps: steps.dropLast()) }

    /// The record itself.
    public static let record = FieldPath(origin: .record, steps: [])
    /// The key of the record in a file that is an object of records.
    public static let recordKey = FieldPath(origin: .id, steps: [])
}

extension FieldPath: CustomStringConvertible {
    /// The path in the notation that ``init(parsing:)`` reads; parsing it gives an equal path.
    public var description: String {
        var text = origin.rawValue
        for step in steps {
            switch step {
            case .elements: text += "[]"
            case .keys: text += "{}"
            case .text: text += ".@text"
            case .key(let key):
                if !text.isEmpty && text != "^" { text += "." }
                text += Self.quotedIfNeeded(key)
            }
        }
        return text
    }

    private static func quotedIfNeeded(_ key: String) -> String {
        let isPlain =
            !key.isEmpty && key.utf8.first != UInt8(ascii: " ") && key.utf8.last != UInt8(ascii: " ")
            && !key.utf8.contains { PathParser.mustBeQuoted($0) }
        if isPlain { return key }
        let quote: [UInt8] = [PathParser.quote]
        let body = key.utf8.flatMap { $0 == PathParser.quote ? quote + quote : [$0] }
        return String(decoding: quote + body + quote, as: UTF8.self)
    }
}
