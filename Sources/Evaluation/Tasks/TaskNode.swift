import Yams

/// A mapping of a task file, whose keys are read one by one; what is wrong is reported with its line.
struct TaskNode {
    let file: String
    private let mapping: Node.Mapping
    private let line: Int

    /// - Throws: `EvaluationError.invalidValue` if the node is not a mapping, `unknownKey` if it has a key that is not
    ///   known.
    init(_ node: Node, known: [String], file: String) throws(EvaluationError) {
        line = node.mark?.line ?? 1
        self.file = file
        guard case .mapping(let mapping) = node else {
            throw .invalidValue(
                node.scalar?.string ?? "list", reason: "keys \(known.joined(separator: ", ")) are expected", file: file,
                line: line)
        }
        self.mapping = mapping
        var seen: Set<String> = []
        for (key, _) in mapping {
            let name = key.scalar?.string ?? "?"
            let line = key.mark?.line ?? line
            guard known.contains(name) else { throw .unknownKey(name, known: known, file: file, line: line) }
            guard seen.insert(name).inserted else {
                throw .invalidValue(name, reason: "the key stands here twice", file: file, line: line)
            }
        }
    }

    private func node(_ key: String) -> Node? { mapping.first { $0.key.scalar?.string == key }?.value }

    func has(_ key: String) -> Bool { node(key) != nil }

    /// The line of a key's value.
    func line(of key: String) -> Int { node(key)?.mark?.line ?? line }

    /// A word or number as it is written, so that a label may be `0` or `NO`.
    func text(_ key: String) throws(EvaluationError) -> String? {
        guard let node = node(key) else { return nil }
        return try scalar(node, key)
    }

    func requiredText(_ key: String) throws(EvaluationError) -> String {
        guard let text = try text(key) else { throw .missingKey(key, file: file, line: line) }
        return text
    }

    /// One word, or a list of words.
    func texts(_ key: String) throws(EvaluationError) -> [String]? {
        guard let node = node(key) else { return nil }
        guard case .sequence(let sequence) = node else { return [try scalar(node, key)] }
        var texts: [String] = []
        for element in sequence { texts.append(try scalar(element, key)) }
        return texts
    }

    /// The elements of a list.
    func list(_ key: String) throws(EvaluationError) -> [Node] {
        guard let node = node(key) else { throw .missingKey(key, file: file, line: line) }
        guard case .sequence(let sequence) = node else {
            throw .invalidValue(key, reason: "it is a list", file: file, line: line(of: key))
        }
        return Array(sequence)
    }

    /// The entries of a mapping from word to word.
    func entries(_ key: String) throws(EvaluationError) -> [(String, String)] {
        guard let node = node(key) else { return [] }
        guard case .mapping(let mapping) = node else {
            throw .invalidValue(key, reason: "it is a mapping from spelling to label", file: file, line: line(of: key))
        }
        var entries: [(String, String)] = []
        for (name, value) in mapping { entries.append((try scalar(name, key), try scalar(value, key))) }
        return entries
    }

    private func scalar(_ node: Node, _ key: String) throws(EvaluationError) -> String {
        guard case .scalar(let scalar) = node else {
            throw .invalidValue(key, reason: "a word is expected", file: file, line: node.mark?.line ?? line)
        }
        return scalar.string
    }
}
