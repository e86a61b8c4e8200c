import Yams

/// A value of a profile's YAML, read by hand so that every error has its line.
struct ProfileNode {
    let node: Node
    let file: String
    /// The key that the value belongs to.
    let key: String

    private var line: Int { node.mark?.line ?? 1 }

    private func invalid(_ reason: String) -> SurveyError {
        .invalidValue(key: key, reason: reason, file: file, line: line)
    }

    /// The entries of a mapping in their order.
    ///
    /// - Parameter known: the keys that may stand there; any if nil.
    func entries(known: [String]? = nil) throws -> [(key: String, value: ProfileNode)] {
        guard case .mapping(let mapping) = node else { throw invalid("expected a mapping") }
        return try mapping.map { name, value in
            guard let name = name.scalar?.string else { throw invalid("expected words as keys") }
            if let known, !known.contains(name) {
                throw SurveyError.unknownKey(name, known: known, file: file, line: value.mark?.line ?? line)
            }
            return (name, ProfileNode(node: value, file: file, key: name))
        }
    }

    /// The entries of a mapping by key.
    func fields(known: [String]) throws -> Fields {
        Fields(
            values: Dictionary(try entries(known: known).map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }),
            file: file, line: line)
    }

    struct Fields {
        fileprivate let values: [String: ProfileNode]
        fileprivate let file: String
        fileprivate let line: Int

        subscript(key: String) -> ProfileNode? { values[key] }

        func required(_ key: String) throws -> ProfileNode {
            guard let value = values[key] else { throw SurveyError.missingKey(key, file: file, line: line) }
            return value
        }
    }

    var isList: Bool { node.sequence != nil }

    func items() throws -> [ProfileNode] {
        guard case .sequence(let sequence) = node else { throw invalid("expected a list") }
        return sequence.map { ProfileNode(node: $0, file: file, key: key) }
    }

    func string() throws -> String {
        guard let scalar = node.scalar else { throw invalid("expected a text") }
        return scalar.string
    }

    /// A list of texts, or one text alone.
    func strings() throws -> [String] { try node.scalar.map { [$0.string] } ?? (items().map { try $0.string() }) }

    func integer() throws -> Int {
        guard let value = Int(try string()) else { throw invalid("expected a whole number, found '\(try string())'") }
        return value
    }

    func integers() throws -> [Int] { try items().map { try $0.integer() } }

    /// A whole number from 1.
    func positive() throws -> Int {
        let value = try integer()
        guard value > 0 else { throw invalid("expected a whole number from 1, found \(value)") }
        return value
    }

    func code() throws -> Int32 {
        guard let code = Int32(exactly: try integer()), code != AnswerCode.blank else {
            throw invalid("expected a code of 32 bits")
        }
        return code
    }

    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws -> Word where Word.RawValue == String {
        let text = try string()
        guard let word = Word(rawValue: text) else {
            throw invalid("'\(text)' is none of: \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }
}

extension ProfileNode {
    private static let mostValues = 100_000

    /// The root of a file.
    ///
    /// - Throws: `SurveyError` for an empty file, for text that is no YAML, and if aliases expand it beyond measure.
    init(yaml: String, file: String) throws {
        let root: Node?
        do { root = try Yams.compose(yaml: yaml) } catch {
            throw SurveyError.notYAML(file: file, reason: "\(error)")
        }
        guard let root else { throw SurveyError.emptyFile(file) }
        guard root.valueCount(upTo: Self.mostValues) < Self.mostValues else {
            throw SurveyError.notYAML(file: file, reason: "with its aliases it has more than \(Self.mostValues) values")
        }
        self.init(node: root, file: file, key: "profile")
    }
}

extension Node {
    /// The values below, each as often as aliases repeat it; no more than `limit` are counted. A kilobyte of aliases of
    /// aliases can stand for gigabytes.
    fileprivate func valueCount(upTo limit: Int) -> Int {
        var count = 1
        switch self {
        case .mapping(let mapping):
            for (_, value) in mapping where count < limit { count += value.valueCount(upTo: limit - count) }
        case .sequence(let sequence):
            for value in sequence where count < limit { count += value.valueCount(upTo: limit - count) }
        default: break
        }
        return count
    }
}
