import Foundation

/// The features of texts that a hashed head reads: signed word uni- and bigrams in 2^14 buckets, and three numbers.
///
/// A word is a run of ASCII letters, digits and letters of other alphabets; each character from U+3000 on, such as a
/// Chinese one, is a word. ASCII letters are lowered. A bucket has the sum of the signs of its words, divided by the
/// length of the vector of all buckets. The three numbers are ln(1 + words), ln(1 + lines that begin as a list item
/// does) and ln(1 + fences of code).
///
/// Source: K. Weinberger, A. Dasgupta, J. Langford, A. Smola and J. Attenberg, "Feature hashing for large scale
/// multitask learning", Proceedings of ICML 26 (2009).
public struct TextFeatures: Sendable {
    /// The name of this way to make features, which a head remembers.
    public static let name = "signed-word-bigrams-14-v1"
    public static let bucketCount = 1 << 14
    /// Buckets and the three numbers.
    public static let size = bucketCount + 3

    private(set) var starts = [0]
    private(set) var indices: [UInt16] = []
    private(set) var values: [Float] = []

    public init() {}

    /// How many texts there are.
    public var count: Int { starts.count - 1 }

    /// Adds a text as the next row. Cost: linear in its length, and a sort of its words.
    public mutating func add(_ text: String) {
        var reader = WordReader()
        var text = text
        text.withUTF8 { reader.read($0) }
        append(reader)
    }

    private mutating func append(_ reader: WordReader) {
        let grams = reader.grams.sorted()
        var merged: [(index: UInt16, value: Float)] = []
        var squares = 0.0
        var position = 0
        while position < grams.count {
            let bucket = grams[position] >> 1
            var sum = 0
            while position < grams.count, grams[position] >> 1 == bucket {
                sum += grams[position] & 1 == 0 ? 1 : -1
                position += 1
            }
            guard sum != 0 else { continue }
            squares += Double(sum * sum)
            merged.append((UInt16(bucket), Float(sum)))
        }
        let scale = squares > 0 ? Float(1 / squares.squareRoot()) : 0
        for (index, value) in merged {
            indices.append(index)
            values.append(value * scale)
        }
        for (offset, number) in [reader.wordCount, reader.listMarks, reader.codeMarks].enumerated() where number > 0 {
            indices.append(UInt16(Self.bucketCount + offset))
            values.append(Float(log1p(Double(number))))
        }
        starts.append(indices.count)
    }

    /// The sum of the products of a row with weights.
    func product(_ row: Int, _ weights: UnsafeBufferPointer<Double>) -> Double {
        var sum = 0.0
        for place in starts[row]..<starts[row + 1] { sum += Double(values[place]) * weights[Int(indices[place])] }
        return sum
    }

    /// Adds a multiple of a row.
    func add(_ row: Int, times factor: Double, to sums: UnsafeMutableBufferPointer<Double>) {
        for place in starts[row]..<starts[row + 1] { sums[Int(indices[place])] += factor * Double(values[place]) }
    }
}

/// Cuts a text into words, and counts its marks.
private struct WordReader {
    /// Bucket and sign of each uni- and bigram, the sign in the lowest bit.
    var grams: [UInt32] = []
    var wordCount = 0
    var listMarks = 0
    var codeMarks = 0
    private var hash = Self.start
    private var isInWord = false
    private var previous: UInt64?

    private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var place = 0
        var isAtLineStart = true
        while place < bytes.count {
            let byte = bytes[place]
            if isAtLineStart, isListMark(bytes, place) { listMarks += 1 }
            isAtLineStart = byte == 10 || isAtLineStart && byte == UInt8(ascii: " ")
            if byte == UInt8(ascii: "`"), place + 2 < bytes.count, bytes[place + 1] == byte, bytes[place + 2] == byte {
                codeMarks += 1
                endWord()
                place += 3
                continue
            }
            let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            let end = min(place + length, bytes.count)
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): push(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): push(byte)
            // U+2000 to U+2FFF are punctuation and signs.
            case 0..<0x80, 0xE2: endWord()
            case 0xE3...:
                endWord()
                for index in place..<end { push(bytes[index]) }
                endWord()
            default: for index in place..<end { push(bytes[index]) }
            }
            place = end
        }
        endWord()
    }

    private mutating func push(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        isInWord = true
    }

    private mutating func endWord() {
        guard isInWord else { return }
        let word = PairKey.mixed(hash)
        wordCount += 1
        add(word)
        if let previous { add(PairKey.mixed(previous &* 31 &+ word)) }
        previous = word
        hash = Self.start
        isInWord = false
    }

    private mutating func add(_ gram: UInt64) {
        grams.append(UInt32(gram & UInt64(TextFeatures.bucketCount - 1)) << 1 | UInt32(gram >> 63))
    }

    /// "- ", "* ", "• ", "1. " and "1) ".
    private func isListMark(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        func byte(_ offset: Int) -> UInt8? { place + offset < bytes.count ? bytes[place + offset] : nil }
        let space = UInt8(ascii: " ")
        switch bytes[place] {
        case UInt8(ascii: "-"), UInt8(ascii: "*"): return byte(1) == space
        case 0xE2: return byte(1) == 0x80 && byte(2) == 0xA2
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let isLong = byte(1).map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
            let mark = byte(isLong ? 2 : 1)
            return (mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")) && byte(isLong ? 3 : 2) == space
        default: return false
        }
    }
}
