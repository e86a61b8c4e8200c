/// Where rows are made from: the tape entries that a path without columns reaches.
enum TapePath {
    /// Indices of the entries that `steps` lead to from `index`, without nulls and absent values.
    static func resolve(_ steps: [FieldPath.Step], in tape: JSONTape, from index: Int, text: UnsafePointer<UInt8>)
        -> [Int]
    {
        var reached = [index]
        for step in steps {
            reached = reached.flatMap { index -> [Int] in
                switch step {
                case .key(let key): value(ofKey: key, at: index, in: tape, text: text).map { [$0] } ?? []
                case .elements: tape[index].kind == .array ? tape.elements(of: index) : [index]
                case .keys, .text: []
                }
            }
        }
        return reached.filter { tape[$0].kind != .null }
    }

    /// The index of the value of `key` in the object at `index`, of the last one where the key is repeated.
    static func value(ofKey key: String, at index: Int, in tape: JSONTape, text: UnsafePointer<UInt8>) -> Int? {
        guard tape[index].kind == .object else { return nil }
        var found: Int?
        var entry = index + 1
        while entry < Int(tape[index].next) {
            if isEqual(tape[entry], key, in: text) { found = entry + 1 }
            entry = Int(tape[entry + 1].next)
        }
        return found
    }

    private static func isEqual(_ entry: TapeEntry, _ key: String, in text: UnsafePointer<UInt8>) -> Bool {
        if entry.hasEscapes { return JSONText.string(entry, in: text).utf8.elementsEqual(key.utf8) }
        let bytes = UnsafeBufferPointer(start: text + Int(entry.start), count: Int(entry.length))
        return bytes.elementsEqual(key.utf8)
    }
}
