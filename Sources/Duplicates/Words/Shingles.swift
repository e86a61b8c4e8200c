/// The shingles of texts: runs of neighbouring words, as hashes.
///
/// Case and punctuation do not matter. A text of fewer words than a shingle has is one shingle; one without words has
/// none. Reused for many texts, so that its memory is.
struct Shingles {
    /// The number of words of a shingle, at least 1.
    let width: Int
    /// The hashes of the shingles of the last text, in their order; equal ones may occur several times.
    private(set) var hashes: [UInt32] = []
    private var words: [UInt64] = []

    init(width: Int) { self.width = max(width, 1) }

    /// Reads a text. Cost: linear in its length.
    mutating func read(_ text: String) {
        words.removeAll(keepingCapacity: true)
        hashes.removeAll(keepingCapacity: true)
        var text = text
        text.withUTF8 { splitWords($0) }
        guard !words.isEmpty else { return }
        let width = min(width, words.count)
        for start in 0...(words.count - width) {
            var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
            for word in words[start..<start + width] { hash = Self.mixed(hash &* 0xD6E8_FEB8_6659_FD93 ^ word) }
            hashes.append(UInt32(truncatingIfNeeded: hash >> 32))
        }
    }

    private static let noWord: UInt64 = 0xCBF2_9CE4_8422_2325

    private mutating func splitWords(_ bytes: UnsafeBufferPointer<UInt8>) {
        let characters = WordCharacters.shared
        characters.basic.withUnsafeBufferPointer { basic in
            var word = Self.noWord
            var place = 0
            while place < bytes.count {
                var code = basic[Int(bytes[place])]
                if bytes[place] < 0x80 {
                    place += 1
                } else {
                    let (scalar, length) = Self.scalar(bytes, place)
                    code = characters.code(scalar)
                    place += length
                }
                let isInside = code != 0 && code & WordCharacters.wordBit == 0
                if !isInside, word != Self.noWord {
                    words.append(word)
                    word = Self.noWord
                }
                if isInside {
                    word = Self.extended(word, code)
                } else if code != 0 {
                    words.append(Self.extended(Self.noWord, code))
                }
            }
            if word != Self.noWord { words.append(word) }
        }
    }

    /// A step of FNV-1a, by characters instead of bytes.
    private static func extended(_ word: UInt64, _ code: UInt32) -> UInt64 { (word ^ UInt64(code)) &* 0x100_0000_01B3 }

    /// The character at a place of valid UTF-8, and how many bytes it has.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> (UInt32, Int) {
        let first = UInt32(bytes[place])
        func next(_ offset: Int) -> UInt32 { UInt32(bytes[min(place + offset, bytes.count - 1)] & 0x3F) }
        switch first {
        case ..<0x80: return (first, 1)
        case ..<0xE0: return ((first & 0x1F) << 6 | next(1), 2)
        case ..<0xF0: return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3)
        default: return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
        }
    }

    /// The finalizer of MurmurHash3 (A. Appleby).
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
        value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return value ^ value >> 33
    }
}
