import CRegex

/// A text between separators. Without a separator each character is a part.
struct TextParts {
    private let text: UnsafeRawBufferPointer
    private let separator: UnsafeRawBufferPointer

    init(_ text: UnsafeRawBufferPointer, separator: UnsafeRawBufferPointer) {
        self.text = text
        self.separator = separator
    }

    /// The part at a position from 1, from the end where it is negative; empty if there is none.
    ///
    /// Cost: linear in the text, which is read twice for a part from the end.
    func part(_ number: Int) -> UnsafeRawBufferPointer {
        guard number < 0 else { return part(at: number) }
        var count = 0
        forEach { _ in
            count += 1
            return true
        }
        return number >= -count ? part(at: count + 1 + number) : UnsafeRawBufferPointer(rebasing: text[..<0])
    }

    private func part(at number: Int) -> UnsafeRawBufferPointer {
        var found = 0..<0
        var position = 0
        forEach { range in
            position += 1
            if position == number { found = range }
            return position < number
        }
        return UnsafeRawBufferPointer(rebasing: text[found])
    }

    /// Visits the parts as long as `body` wants more.
    private func forEach(_ body: (Range<Int>) -> Bool) {
        var start = 0
        while true {
            let gap =
                separator.isEmpty
                ? text.index(afterCharacterAt: start).map { $0..<$0 }
                : text.firstRange(of: separator, from: start)
            guard let gap, gap.upperBound < text.count || !separator.isEmpty else {
                _ = body(start..<text.count)
                return
            }
            guard body(start..<gap.lowerBound) else { return }
            start = gap.upperBound
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The first place at or after `start` where the given bytes, at least one, occur.
    func firstRange(of part: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
        guard let base = baseAddress, let wanted = part.baseAddress, start <= count, part.count > 0 else { return nil }
        let found = cregex_find(
            (base + start).assumingMemoryBound(to: CChar.self), count - start,
            wanted.assumingMemoryBound(to: CChar.self), part.count)
        return found < 0 ? nil : start + found..<start + found + part.count
    }

    /// Where a number of characters from the start, or from the end, ends. A byte that is not UTF-8 counts with the
    /// character before it.
    func index(afterCharacters number: UInt, fromStart: Bool) -> Int {
        var rest = number
        if fromStart {
            var index = 0
            while rest > 0, let next = self.index(afterCharacterAt: index) {
                index = next
                rest -= 1
            }
            return index
        }
        var index = count
        while rest > 0, index > 0 {
            index -= 1
            while index > 0, self[index] & 0xC0 == 0x80 { index -= 1 }
            rest -= 1
        }
        return index
    }

    /// Where the character that begins at a byte ends; nil at the end of the text.
    func index(afterCharacterAt start: Int) -> Int? {
        guard start < count else { return nil }
        var index = start + 1
        while index < count, self[index] & 0xC0 == 0x80 { index += 1 }
        return index
    }
}
