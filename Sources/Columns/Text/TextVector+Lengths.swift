/// What the length of a text is counted in.
public enum TextUnit: Sendable, Hashable, CaseIterable {
    /// Code points up to the first NUL, as SQLite's `length` counts them.
    case characters
    /// All bytes of UTF-8, as `octet_length` counts them.
    case bytes

    /// The length of a text, of its bytes in UTF-8.
    ///
    /// - Complexity: O(bytes) for characters, O(1) for bytes.
    public func length(of text: UnsafeRawBufferPointer) -> Int {
        switch self {
        case .characters: CharacterCount.of(text)
        case .bytes: text.count
        }
    }
}

extension TextVector {
    /// For each row one more than the length of its text, 0 for null.
    ///
    /// - Complexity: O(bytes) for characters, O(rows) for bytes.
    public func lengthCodes(in unit: TextUnit) -> [UInt32] {
        (0..<rowCount).map { row in
            withBytes(of: row) { text in text.map { UInt32(truncatingIfNeeded: unit.length(of: $0) + 1) } ?? 0 }
        }
    }
}
