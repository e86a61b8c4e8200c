extension ListVector {
    /// The row of each element.
    ///
    /// - Complexity: O(rows + elements).
    public var rowsByElement: [UInt32] {
        let total = elementCount
        return [UInt32](unsafeUninitializedCapacity: total + 2) { rows, count in
            offsets.withUnsafeBufferPointer { offsets in
                for row in 0..<rowCount {
                    // Few lists have more than two elements. Two entries are always written, and surplus ones are
                    // overwritten, so that no branch depends on the length.
                    let end = min(Int(offsets[row + 1]), total)
                    rows[count] = UInt32(truncatingIfNeeded: row)
                    rows[count + 1] = UInt32(truncatingIfNeeded: row)
                    var place = count + 2
                    while place < end {
                        rows[place] = UInt32(truncatingIfNeeded: row)
                        place += 1
                    }
                    count = end
                }
            }
        }
    }

    /// The elements of the chosen rows, and of each its row.
    ///
    /// - Precondition: the rows are of the vector.
    /// - Complexity: O(chosen rows + their elements).
    public func elements(ofRows chosen: [UInt32]) -> (rows: [UInt32], elements: [UInt32]) {
        offsets.withUnsafeBufferPointer { offsets in
            var rows: [UInt32] = []
            var elements: [UInt32] = []
            let total = chosen.reduce(0) { $0 + Int(offsets[Int($1) + 1] - offsets[Int($1)]) }
            rows.reserveCapacity(total)
            elements.reserveCapacity(total)
            for row in chosen {
                for element in offsets[Int(row)]..<offsets[Int(row) + 1] {
                    rows.append(row)
                    elements.append(element)
                }
            }
            return (rows, elements)
        }
    }
}
