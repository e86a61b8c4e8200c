import Readers

extension KeyedDecodingContainer {
    /// The path under `key`, in the notation of `FieldPath`.
    func decodePath(_ key: Key) throws -> FieldPath {
        try superDecoder(forKey: key).fieldPath(decode(String.self, forKey: key))
    }

    /// The path under `key`, or the paths of the list there.
    func decodePaths(_ key: Key) throws -> [FieldPath] {
        let decoder = try superDecoder(forKey: key)
        return try decode(OneOrMany<String>.self, forKey: key).values.map(decoder.fieldPath)
    }
}

extension Decoder {
    func fieldPath(_ text: String) throws -> FieldPath {
        do {
            return try FieldPath(parsing: text)
        } catch {
            throw problem(.invalidValue(text, reason: "\(error)"))
        }
    }
}
