import Readers

/// A JSON value inside a field of a samples file, read as far as it is looked at.
///
/// Numbers keep the digits of the source; NaN and the infinities that Python writes are null.
indirect enum JSONNode {
    case null
    case scalar(ValueKind, String)
    case list([JSONNode])
    case object([(name: String, value: JSONNode)])

    /// Deeper values stay text: samples nest five levels.
    private static let mostLevels = 12

    init(kind: ValueKind, text: String, reader: JSONFields, level: Int = 0) {
        guard kind == .json, level < JSONNode.mostLevels else {
            self = .scalar(kind, text)
            return
        }
        let copy = Array(text.utf8)
        self = copy.withUnsafeBufferPointer { bytes in
            if bytes.first == UInt8(ascii: "[") {
                var parts: [(kind: ValueKind, text: String)?] = []
                _ = reader.forEachElement(in: bytes) { parts.append($0) }
                return .list(parts.map { JSONNode($0, reader, level + 1) })
            }
            var parts: [(String, (kind: ValueKind, text: String)?)] = []
            _ = reader.forEach(in: bytes) { parts.append(($0, $1)) }
            return .object(parts.map { ($0.0, JSONNode($0.1, reader, level + 1)) })
        }
    }

    private init(_ value: (kind: ValueKind, text: String)?, _ reader: JSONFields, _ level: Int) {
        guard let value else {
            self = .null
            return
        }
        self.init(kind: value.kind, text: value.text, reader: reader, level: level)
    }

    /// The text of a scalar; nil for null, lists and objects.
    var text: String? { if case .scalar(_, let text) = self { text } else { nil } }

    /// The elements of a list, or the values of an object in its order.
    var elements: [JSONNode] {
        switch self {
        case .list(let elements): elements
        case .object(let members): members.map(\.value)
        case .null, .scalar: []
        }
    }

    subscript(name: String) -> JSONNode? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// The first scalar, elements before what follows them.
    var firstText: String? { text ?? elements.lazy.compactMap(\.firstText).first }
}
