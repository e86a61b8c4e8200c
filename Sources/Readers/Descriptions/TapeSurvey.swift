/// Finds the leaf paths of records on a tape.
struct TapeSurvey {
    /// Nested containers are followed to this depth and then treated as JSON text.
    static let maximumDepth = 12

    private(set) var tally = FieldTally()

    init() {}

    /// - Parameter firstFields: fields that come before all others, whether a record has them or not.
    init(firstFields: [FieldPath]) {
        for path in firstFields { _ = tally.index(of: path) }
    }

    mutating func add(_ tape: JSONTape, in text: UnsafePointer<UInt8>, record: Int) {
        guard tape[0].kind == .object else {
            visit(tape, 0, text, FieldPath(origin: .element, steps: []), record: record, depth: 0)
            return
        }
        visit(tape, 0, text, FieldPath(origin: .row, steps: []), record: record, depth: 0)
    }

    private mutating func visit(
        _ tape: JSONTape, _ index: Int, _ text: UnsafePointer<UInt8>, _ path: FieldPath, record: Int, depth: Int
    ) {
        let entry = tape[index]
        switch entry.kind {
        case .null:
            tally.addNull(path)
        case .object where depth < Self.maximumDepth:
            // An empty object shows that the field is there, and nothing else about it.
            if entry.next == index + 1, depth > 0 { _ = tally.index(of: path) }
            visitFields(tape, index, text, path, record: record, depth: depth)
        case .array:
            let elements = tape.elements(of: index)
            let holdsObjects = depth < Self.maximumDepth && elements.contains { tape[$0].kind == .object }
            // A list of objects is described by their fields, any other list by its values.
            let elementPath = holdsObjects ? FieldPath(origin: path.origin, steps: path.steps + [.elements]) : path
            if !holdsObjects { tally.addList(path) }
            for element in elements {
                if tape[element].kind == .array || (tape[element].kind == .object && !holdsObjects) {
                    tally.add(Self.string(tape[element], in: text), .json, at: path, record: record)
                } else {
                    visit(tape, element, text, elementPath, record: record, depth: depth + 1)
                }
            }
        case .object, .string, .number, .boolean:
            guard let kind = entry.kind.valueKind else { return }
            tally.add(Self.string(entry, in: text), kind, at: path, record: record)
        }
    }

    private mutating func visitFields(
        _ tape: JSONTape, _ index: Int, _ text: UnsafePointer<UInt8>, _ path: FieldPath, record: Int, depth: Int
    ) {
        var key = index + 1
        while key < Int(tape[index].next) {
            let name = JSONText.string(tape[key], in: text)
            let field = FieldPath(origin: path.origin, steps: path.steps + [.key(name)])
            visit(tape, key + 1, text, field, record: record, depth: depth + 1)
            key = Int(tape[key + 1].next)
        }
    }

    private static func string(_ entry: TapeEntry, in text: UnsafePointer<UInt8>) -> String {
        if entry.hasEscapes { return JSONText.string(entry, in: text) }
        let bytes = UnsafeBufferPointer(start: text + Int(entry.start), count: Int(entry.length))
        return String(decoding: bytes, as: UTF8.self)
    }
}
