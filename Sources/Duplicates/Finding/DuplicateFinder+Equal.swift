extension DuplicateFinder {
    /// Finds the texts that are equal byte for byte, by hashes of 128 bits.
    ///
    /// - Parameter read: gives all batches, then nil. It is called by one thread at a time, not always the same.
    ///
    /// - Throws: `DuplicateError.tooManyTexts`, or what `read` throws.
    /// - Complexity: O(bytes); about 40 bytes of memory per text.
    public static func findEqual(_ read: @escaping () throws -> Batch?) throws -> DuplicateGroups {
        var distinct = DistinctTexts()
        var rows: [Int64] = []
        var numbers: [Int32] = []
        try TextReading.run(read) {
            { placed in placed.batch.map { (row: $0.row, hash: TextHash($0.text)) } }
        } use: { hashed in
            let count = rows.count + hashed.count
            guard count <= Int(Int32.max) else { throw DuplicateError.tooManyTexts(count) }
            for (row, hash) in hashed {
                rows.append(row)
                numbers.append(Int32(distinct.number(of: hash).number))
            }
        }
        var sets = DisjointSets(count: distinct.hashes.count)
        return DuplicateGroups(rows: rows, numbers: numbers, distinctCount: distinct.hashes.count, sets: &sets)
    }
}
