import Foundation

/// Looks for bytes among bytes.
///
/// The two bytes of the needle that are rarest in texts are compared first, sixteen positions at a time. The whole
/// needle is compared only where both occur. (The C library's `memmem` is not faster, and not available from Swift.)
public struct SubstringSearch: Sendable {
    public let sought: [UInt8]
    /// The places of the two bytes.
    private let first: Int
    private let second: Int

    /// - Parameter sought: not empty; nothing is found otherwise.
    public init(_ sought: [UInt8]) {
        self.sought = sought
        let order = sought.indices.sorted { left, right in
            let (rarer, other) = (SubstringSearch.rarity(sought[left]), SubstringSearch.rarity(sought[right]))
            return rarer != other ? rarer > other : left < right
        }
        first = order.first ?? 0
        second = order.count > 1 ? order[1] : first
    }

    /// Its first occurrence at or after `start`; nil if there is none.
    ///
    /// - Complexity: O(count), a sixteenth of it in steps.
    public func first(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        guard !sought.isEmpty, start >= 0, let base = bytes.baseAddress else { return nil }
        let end = bytes.count - sought.count
        var place = start
        let firsts = SIMD16<UInt8>(repeating: sought[first])
        let seconds = SIMD16<UInt8>(repeating: sought[second])
        // Both loads end within the bytes, since either byte is within the needle.
        while place + 15 <= end {
            let left = base.loadUnaligned(fromByteOffset: place + first, as: SIMD16<UInt8>.self) .== firsts
            let right = base.loadUnaligned(fromByteOffset: place + second, as: SIMD16<UInt8>.self) .== seconds
            let both = unsafeBitCast(left .& right, to: SIMD2<UInt64>.self)
            if both[0] | both[1] != 0 {
                for candidate in place..<place + 16 where occurs(at: candidate, of: bytes) { return candidate }
            }
            place += 16
        }
        while place <= end {
            if occurs(at: place, of: bytes) { return place }
            place += 1
        }
        return nil
    }

    /// Puts a text into `result` with each place of the needle replaced. Places are found from the left and do not
    /// overlap.
    ///
    /// - Complexity: O(count).
    public func replace(in text: UnsafeRawBufferPointer, by replacement: [UInt8], into result: inout [UInt8]) {
        result.removeAll(keepingCapacity: true)
        var rest = 0
        while let found = first(in: text, from: rest) {
            result.append(contentsOf: text[rest..<found])
            result.append(contentsOf: replacement)
            rest = found + sought.count
        }
        result.append(contentsOf: text[rest...])
    }

    @inline(__always)
    private func occurs(at place: Int, of bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes[place + first] == sought[first], bytes[place + second] == sought[second] else { return false }
        return sought.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: bytes[place..<place + $0.count]).equals($0) }
    }

    /// An estimate: leading bytes of UTF-8, blanks and the letters of most words occur everywhere.
    private static func rarity(_ byte: UInt8) -> Int {
        switch byte {
        case 0xC0..., UInt8(ascii: " "), UInt8(ascii: "e"): 0
        case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "r"),
            UInt8(ascii: "s"), UInt8(ascii: "t"):
            1
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 2
        default: 3
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The part before the first NUL; everything if there is none.
    public var untilNUL: UnsafeRawBufferPointer {
        guard let base = baseAddress, let end = memchr(base, 0, count) else { return self }
        return UnsafeRawBufferPointer(rebasing: self[..<(UnsafeRawPointer(end) - base)])
    }

    /// The same bytes, compared as the C library does.
    @inline(__always)
    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard let left = baseAddress, let right = other.baseAddress else { return true }
        return memcmp(left, right, count) == 0
    }
}
