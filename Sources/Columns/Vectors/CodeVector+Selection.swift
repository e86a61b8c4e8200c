extension CodeVector {
    /// The rows of a range whose codes are accepted, ascending.
    ///
    /// - Precondition: the range lies within the vector.
    /// - Complexity: O(rows); a search for one rare code in bytes costs what reading them costs.
    public func rows(in range: Range<Int>, accepted: AcceptedCodes) -> [UInt32] {
        switch self {
        case .constant(let code, _):
            return accepted.contains(code) ? range.map { UInt32($0) } : []
        case .bytes(let codes):
            if case .few(let few) = accepted, few.count == 1 {
                return UInt8(exactly: few[0]).map { ByteSearch.rows(of: $0, in: codes, range) } ?? []
            }
            return CodeVector.rows(in: range, codes, accepted.table(count: 1 << 8))
        case .shorts(let codes): return CodeVector.rows(in: range, codes, accepted.table(count: 1 << 16))
        case .words(let codes): return range.filter { accepted.contains(codes[$0]) }.map { UInt32($0) }
        }
    }

    /// Those of the rows whose codes are accepted, in their order.
    ///
    /// - Precondition: the rows are of the vector.
    /// - Complexity: O(rows).
    public func rows(among rows: [UInt32], accepted: AcceptedCodes) -> [UInt32] {
        switch self {
        case .constant(let code, _): return accepted.contains(code) ? rows : []
        case .bytes(let codes):
            let table = accepted.table(count: 1 << 8)
            return codes.withUnsafeBufferPointer { codes in rows.filter { table[Int(codes[Int($0)])] } }
        // A table of all codes would cost more than what few rows are left.
        case .shorts, .words: return rows.filter { accepted.contains(self[Int($0)]) }
        }
    }

    /// Every row is written, and the place of the next moves on only behind one that is accepted: no branch is guessed.
    private static func rows<Code: FixedWidthInteger & UnsignedInteger>(
        in range: Range<Int>, _ codes: [Code], _ accepted: [Bool]
    ) -> [UInt32] {
        Array(unsafeUninitializedCapacity: range.count + 1) { rows, count in
            let steps = accepted.map { $0 ? 1 : 0 }
            steps.withUnsafeBufferPointer { steps in
                codes.withUnsafeBufferPointer { codes in
                    for row in range {
                        rows[count] = UInt32(truncatingIfNeeded: row)
                        count += steps[Int(codes[row])]
                    }
                }
            }
        }
    }
}

/// Looks for one byte among many, eight at a time.
enum ByteSearch {
    private static let lowBits: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The places of `byte` within a range of the bytes, ascending.
    ///
    /// - Precondition: the range lies within the bytes.
    static func rows(of byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> [UInt32] {
        var rows: [UInt32] = []
        bytes.withUnsafeBytes { bytes in
            let pattern = UInt64(byte) &* lowBits
            var row = range.lowerBound
            func take(through end: Int) {
                while row < end {
                    if bytes[row] == byte { rows.append(UInt32(truncatingIfNeeded: row)) }
                    row += 1
                }
            }
            while row + 32 <= range.upperBound {
                var found: UInt64 = 0
                for word in 0..<4 { found |= zeroes(load(bytes, row + 8 * word) ^ pattern) }
                if found & highBits == 0 { row += 32 } else { take(through: row + 32) }
            }
            take(through: range.upperBound)
        }
        return rows
    }

    @inline(__always)
    private static func load(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    /// A word whose high bits tell whether any of its bytes was zero.
    ///
    /// Source: H. S. Warren, Hacker's Delight, 2nd edition, section 6–1.
    @inline(__always)
    private static func zeroes(_ word: UInt64) -> UInt64 { (word &- lowBits) & ~word }
}
