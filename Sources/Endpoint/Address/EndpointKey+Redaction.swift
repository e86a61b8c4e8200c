extension EndpointKey {
    /// How many bytes in sequence betray a key.
    private static let fragmentLength = 8
    private static let replacement = Array("[key]".utf8)

    /// Bytes of a server with the key replaced by `[key]`, and every piece of it of 8 bytes or more.
    ///
    /// A key of fewer than 8 bytes (`none`, `EMPTY`) is replaced where it stands as a word.
    ///
    /// - Complexity: O(bytes).
    func redact(_ bytes: [UInt8]) -> [UInt8] {
        let secret = Array(self.secret.utf8)
        let length = min(Self.fragmentLength, secret.count)
        guard bytes.count >= length else { return bytes }
        let fragments = Set((0...secret.count - length).map { Array(secret[$0..<$0 + length]) })
        let starts = Set(fragments.compactMap(\.first))
        let needsWord = secret.count < Self.fragmentLength
        var redacted: [UInt8] = []
        var copied = 0
        var index = 0
        while index + length <= bytes.count {
            guard starts.contains(bytes[index]), fragments.contains(Array(bytes[index..<index + length])),
                !needsWord || Self.isWord(bytes, index..<index + length)
            else {
                index += 1
                continue
            }
            var end = index + length
            while end < bytes.count, fragments.contains(Array(bytes[end - length + 1...end])) { end += 1 }
            redacted += bytes[copied..<index]
            redacted += Self.replacement
            copied = end
            index = end
        }
        guard copied > 0 else { return bytes }
        return redacted + bytes[copied...]
    }

    private static func isWord(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        (range.lowerBound == 0 || !isNameByte(bytes[range.lowerBound - 1]))
            && (range.upperBound == bytes.count || !isNameByte(bytes[range.upperBound]))
    }
}
