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
            return [UInt32](unsafeUninitializedCapacity: rows.count) { passing, count in
                codes.withUnsafeBufferPointer { codes in
                    table.withUnsafeBufferPointer { table in
                        for row in rows {
                            passing[count] = row
                            count += table[Int(codes[Int(row)])] ? 1 : 0
                        }
                    }
                }
            }
        // A table of all codes would cost more than comparing the few rows that are left.
        case .shorts, .words: return rows.filter { accepted.contains(self[Int($0)]) }
        }
    }

    /// The codes of these rows, in their order.
    ///
    /// - Precondition: the rows are of the vector.
    /// - Complexity: O(rows).
    public func codes(at rows: [UInt32]) -> CodeVector {
        switch self {
        case .constant(let code, _): .constant(code, count: rows.count)
        case .bytes(let codes): .bytes(rows.map { codes[Int($0)] })
        case .shorts(let codes): .shorts(rows.map { codes[Int($0)] })
        case .words(let codes): .words(rows.map { codes[Int($0)] })
        }
    }

    /// Every row is written, and the output position advances only after an accepted row, so no branch is predicted.
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
