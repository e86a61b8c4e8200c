/// Reads the fields of records that are kept as JSON text.
public final class JSONFields {
    private let parser = JSONParser()

    public init() {}

    /// Calls `body` with each field of an object in its order: strings without their escapes, numbers with the digits
    /// of the source, arrays and objects as they are in it, nothing for null.
    ///
    /// - Returns: whether the text is an object.
    public func forEach(
        in object: UnsafeBufferPointer<UInt8>,
        _ body: (_ name: String, _ value: (kind: ValueKind, text: String)?) -> Void
    ) -> Bool {
        guard let text = object.baseAddress, case .complete = parser.parseWhole(text, count: object.count),
            parser.tape[0].kind == .object
        else { return false }
        let tape = parser.tape
        var key = 1
        while key < Int(tape[0].next) {
            let value = tape[key + 1]
            body(
                JSONText.string(tape[key], in: text),
                value.kind.valueKind.map { ($0, JSONFields.text(of: value, in: text)) })
            key = Int(value.next)
        }
        return true
    }

    /// Calls `body` with each element of an array in its order, as `forEach` gives values.
    ///
    /// - Returns: whether the text is an array.
    public func forEachElement(
        in array: UnsafeBufferPointer<UInt8>, _ body: (_ value: (kind: ValueKind, text: String)?) -> Void
    ) -> Bool {
        guard let text = array.baseAddress, case .complete = parser.parseWhole(text, count: array.count),
            parser.tape[0].kind == .array
        else { return false }
        let tape = parser.tape
        var place = 1
        while place < Int(tape[0].next) {
            let value = tape[place]
            body(value.kind.valueKind.map { ($0, JSONFields.text(of: value, in: text)) })
            place = Int(value.next)
        }
        return true
    }

    private static func text(of entry: TapeEntry, in text: UnsafePointer<UInt8>) -> String {
        if entry.kind == .string, entry.hasEscapes { return JSONText.string(entry, in: text) }
        let bytes = UnsafeBufferPointer(start: text + Int(entry.start), count: Int(entry.length))
        return String(decoding: bytes, as: UTF8.self)
    }
}
