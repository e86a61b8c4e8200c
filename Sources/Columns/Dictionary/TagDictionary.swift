import Foundation

/// The distinct values of a tag column, each with a code: 1, 2, 3, … in the order of their arrival. Code 0 is null.
///
/// Values are bytes (UTF-8); two values are equal only if their bytes are.
public struct TagDictionary: Sendable {
    private var arena: [UInt8] = []
    /// `ends[code]` is where the value of `code` ends; it starts at `ends[code - 1]`.
    private var ends: [Int] = [0]
    /// Open addressing: codes at the places of their hashes, 0 where free; a power of two in size.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)

    public init() {}

    /// Distinct values; the codes are `1...count`.
    public var count: Int { ends.count - 1 }

    /// The greatest code given, 0 for none.
    public var greatestCode: UInt32 { UInt32(count) }

    /// The bytes that the values take.
    public var byteCount: Int { arena.count }

    /// The checksum of all values in the order of their codes.
    ///
    /// - Complexity: O(bytes), at memory speed.
    public var checksum: UInt64 {
        arena.withUnsafeBytes { arena in
            ends.withUnsafeBytes { TagDictionary.checksum(ends: Checksum.of($0), bytes: Checksum.of(arena)) }
        }
    }

    /// The ends distinguish "a", "bc" from "ab", "c".
    static func checksum(ends: UInt64, bytes: UInt64) -> UInt64 { ends &* 31 ^ bytes }

    /// Adds to two running checksums what came after so many values: to one their ends, to the other their bytes.
    func append(valuesAfter known: Int?, to ends: RunningChecksum, _ bytes: RunningChecksum) {
        let start = known.map { self.ends[$0] } ?? 0
        self.ends.withUnsafeBytes { all in
            let first = known.map { ($0 + 1) * MemoryLayout<Int>.stride } ?? 0
            ends.update(UnsafeRawBufferPointer(rebasing: all[first...]))
        }
        arena.withUnsafeBytes { bytes.update(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    }

    /// The code of a value, a new one where it has none.
    ///
    /// - Complexity: O(length), amortised.
    public mutating func intern(_ value: UnsafeRawBufferPointer) -> UInt32 {
        let slot = find(value)
        if slots[slot] != 0 { return slots[slot] }
        arena.append(contentsOf: value)
        ends.append(arena.count)
        let code = UInt32(count)
        slots[slot] = code
        if count * 2 > slots.count { grow() }
        return code
    }

    /// The code of a value, a new one where it has none.
    public mutating func intern(_ value: String) -> UInt32 {
        var value = value
        return value.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
    }

    /// The code of a value, nil if it does not occur.
    public func code(of value: UnsafeRawBufferPointer) -> UInt32? {
        let code = slots[find(value)]
        return code == 0 ? nil : code
    }

    /// The code of a value, nil if it does not occur.
    public func code(of value: String) -> UInt32? {
        var value = value
        return value.withUTF8 { code(of: UnsafeRawBufferPointer($0)) }
    }

    /// Calls `body` with the bytes of a code's value; of none for code 0 and codes that were not given.
    public func withBytes<Result>(of code: UInt32, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
    {
        try arena.withUnsafeBytes { bytes in
            guard code > 0, Int(code) < ends.count else {
                return try body(UnsafeRawBufferPointer(start: nil, count: 0))
            }
            return try body(UnsafeRawBufferPointer(rebasing: bytes[ends[Int(code) - 1]..<ends[Int(code)]]))
        }
    }

    /// The value of a code as text; empty for code 0 and codes that were not given.
    public func text(of code: UInt32) -> String {
        withBytes(of: code) { String(decoding: $0, as: UTF8.self) }
    }

    private func find(_ value: UnsafeRawBufferPointer) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Checksum.of(value)) & mask
        while slots[slot] != 0, !isEqual(slots[slot], value) { slot = (slot + 1) & mask }
        return slot
    }

    private func isEqual(_ code: UInt32, _ value: UnsafeRawBufferPointer) -> Bool {
        let start = ends[Int(code) - 1]
        let length = ends[Int(code)] - start
        guard length == value.count, let base = value.baseAddress else { return length == value.count }
        return arena.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memcmp($0 + start, base, length) == 0 } ?? true
        }
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for code in 1...UInt32(count) {
            let slot = withBytes(of: code) { find($0) }
            slots[slot] = code
        }
    }
}
