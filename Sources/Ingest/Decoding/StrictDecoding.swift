/// A key of any name.
struct AnyCodingKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
}

/// What is wrong with a value of a profile; the loader adds the file and the line.
enum ProfileProblem: Error, Equatable {
    case unknownKey(String, known: [String])
    case conflictingKeys([String])
    case missingKey(oneOf: [String])
    case invalidValue(String, reason: String)
}

extension Decoder {
    /// The keyed container of a type that names all its keys.
    ///
    /// - Throws: `DecodingError` around `ProfileProblem.unknownKey` if the mapping has another key.
    func strictContainer<Key: CodingKey & CaseIterable>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        let known = Key.allCases.map(\.stringValue)
        for key in try container(keyedBy: AnyCodingKey.self).allKeys where !known.contains(key.stringValue) {
            throw problem(.unknownKey(key.stringValue, known: known), under: key)
        }
        return try container(keyedBy: type)
    }

    /// A decoding error that carries a problem and the place of it.
    func problem(_ problem: ProfileProblem, under key: (any CodingKey)? = nil) -> DecodingError {
        .dataCorrupted(
            DecodingError.Context(
                codingPath: codingPath + (key.map { [$0] } ?? []), debugDescription: "", underlyingError: problem))
    }

    /// Refuses a mapping that does not have exactly one of the keys that exclude each other.
    func requireOne<Key: CodingKey>(of keys: [Key], in container: KeyedDecodingContainer<Key>) throws {
        let present = keys.filter(container.contains).map(\.stringValue)
        if present.isEmpty { throw problem(.missingKey(oneOf: keys.map(\.stringValue))) }
        if present.count > 1 { throw problem(.conflictingKeys(present)) }
    }
}

extension KeyedDecodingContainer {
    /// A value that is one of the words of an enumeration.
    func decodeWord<Word: RawRepresentable<String> & CaseIterable>(_ key: Key, as: Word.Type = Word.self) throws
        -> Word?
    {
        try contains(key) ? superDecoder(forKey: key).word() : nil
    }
}

extension Decoder {
    /// A value that is one of the words of an enumeration.
    func word<Word: RawRepresentable<String> & CaseIterable>() throws -> Word {
        let text = try singleValueContainer().decode(String.self)
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw problem(.invalidValue(text, reason: "it is one of \(known)"))
        }
        return word
    }
}
