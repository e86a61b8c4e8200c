/// The words and labels of a model, and how a text becomes rows of its matrix.
struct ModelDictionary: Sendable {
    /// In the order of the file, without their prefix, with how often each occurred in training.
    let labels: [(name: String, count: Int64)]
    private let rows: [[UInt8]: Int]
    private let wordCount: Int
    /// Rows of pruned n-grams by their bucket; nil where nothing was pruned.
    private let pruned: [Int32: Int32]?
    private let shape: Shape

    /// What n-grams words are split into.
    struct Shape: Sendable {
        let lengths: ClosedRange<Int>
        let buckets: Int
    }

    private static let prefix = "__label__"
    /// The token that ends every line, and so every text.
    private static let endOfLine = Array("</s>".utf8)

    init(_ bytes: inout ModelBytes, shape: Shape) throws(LanguageModelError) {
        self.shape = shape
        let start = bytes.offset
        let size = try bytes.size(upTo: 1 << 24)
        wordCount = try bytes.size(upTo: size)
        let labelCount = try bytes.size(upTo: size)
        _ = try bytes.number(Int64.self)
        let prunedCount = try bytes.number(Int64.self)
        guard wordCount + labelCount == size, (-1...Int64(1) << 31).contains(prunedCount) else {
            throw .damaged(offset: start)
        }
        var rows: [[UInt8]: Int] = [:]
        var labels: [(name: String, count: Int64)] = []
        for row in 0..<size {
            let word = try bytes.word()
            let count = try bytes.number(Int64.self)
            if try bytes.flag() {
                let name = String(decoding: word, as: UTF8.self)
                labels.append((name.hasPrefix(Self.prefix) ? String(name.dropFirst(Self.prefix.count)) : name, count))
            } else {
                rows[word] = row
            }
        }
        guard labels.count == labelCount, labelCount > 0 else { throw .damaged(offset: start) }
        var pruned: [Int32: Int32] = [:]
        for _ in 0..<max(prunedCount, 0) {
            let bucket = try bytes.number(Int32.self)
            pruned[bucket] = try bytes.number(Int32.self)
        }
        self.rows = rows
        self.labels = labels
        self.pruned = prunedCount >= 0 ? pruned : nil
    }

    /// The rows of the matrix that a text is the mean of: for each word its own and those of its n-grams.
    func rows(of text: String) -> [Int] {
        var found: [Int] = []
        for token in text.utf8.split(whereSeparator: { $0 == 0 || $0 == 0x20 || (0x09...0x0D).contains($0) }) {
            let word = Array(token)
            if let row = rows[word] { found.append(row) }
            if word != Self.endOfLine { addNGrams(of: [UInt8(ascii: "<")] + word + [UInt8(ascii: ">")], to: &found) }
        }
        if let row = rows[Self.endOfLine] { found.append(row) }
        return found
    }

    private func addNGrams(of word: [UInt8], to found: inout [Int]) {
        func isContinued(_ place: Int) -> Bool { word[place] & 0xC0 == 0x80 }
        for start in word.indices where !isContinued(start) {
            var hash: UInt32 = 2_166_136_261
            var (end, length) = (start, 1)
            while end < word.count, length <= shape.lengths.upperBound {
                repeat {
                    // fastText takes bytes as signed, and so extends those from 128 by ones.
                    hash = (hash ^ UInt32(bitPattern: Int32(Int8(bitPattern: word[end])))) &* 16_777_619
                    end += 1
                } while end < word.count && isContinued(end)
                let isEdge = length == 1 && (start == 0 || end == word.count)
                if shape.lengths.contains(length), !isEdge {
                    let bucket = Int(hash) % shape.buckets
                    if let pruned {
                        if let row = pruned[Int32(bucket)] { found.append(wordCount + Int(row)) }
                    } else {
                        found.append(wordCount + bucket)
                    }
                }
                length += 1
            }
        }
    }
}
