import Foundation

/// A text file whose lines are sorted by their bytes, mapped into memory and searched by halving.
struct SortedLines: Sendable {
    private let bytes: Data

    /// Nil if the file cannot be read.
    init?(path: String) {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else { return nil }
        bytes = data
    }

    /// The lines that begin with a prefix, in their order.
    ///
    /// - Complexity: O(log bytes), and the lines.
    func lines(beginningWith prefix: String) -> [Substring] {
        let wanted = Array(prefix.utf8)
        return bytes.withUnsafeBytes { raw in
            let text = raw.bindMemory(to: UInt8.self)
            var start = firstLine(notBefore: wanted, in: text)
            var lines: [Substring] = []
            while start < text.count {
                let end = lineEnd(from: start, in: text)
                guard end - start >= wanted.count, text[start..<start + wanted.count].elementsEqual(wanted) else {
                    break
                }
                lines.append(Substring(decoding: text[start..<end], as: UTF8.self))
                start = end + 1
            }
            return lines
        }
    }

    /// The line that begins at a byte; nil if none does.
    func line(at offset: Int) -> Substring? {
        bytes.withUnsafeBytes { raw in
            let text = raw.bindMemory(to: UInt8.self)
            guard text.indices.contains(offset), offset == 0 || text[offset - 1] == UInt8(ascii: "\n") else {
                return nil
            }
            return Substring(decoding: text[offset..<lineEnd(from: offset, in: text)], as: UTF8.self)
        }
    }

    /// All lines.
    var all: [Substring] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }

    private func lineEnd(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    }

    private func lineStart(of place: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        text[..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }

    /// The start of the first line whose first bytes are not before the wanted ones.
    private func firstLine(notBefore wanted: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Int {
        var (low, high) = (0, text.count)
        while low < high {
            let start = lineStart(of: (low + high) / 2, in: text)
            let end = lineEnd(from: start, in: text)
            if text[start..<end].lexicographicallyPrecedes(wanted) { low = end + 1 } else { high = start }
        }
        return min(low, text.count)
    }
}
