/// The texts of one band by key: those that share a key with another one.
struct BandBuckets: Sendable {
    /// Numbers of texts, those of a bucket next to each other and ascending.
    let texts: [Int32]
    /// Where each bucket starts in `texts`, and where the last one ends.
    let starts: [Int]

    /// - Parameters:
    ///   - keys: the key of each entry.
    ///   - numbers: the text of each entry, ascending.
    ///
    /// Cost: linear (a radix sort).
    init(keys: [UInt32], numbers: [Int32]) {
        let sorted = Self.sorted(zip(keys, numbers).map { UInt64($0) << 32 | UInt64(UInt32(bitPattern: $1)) })
        var texts: [Int32] = []
        var starts = [0]
        var place = 0
        while place < sorted.count {
            var end = place + 1
            while end < sorted.count, sorted[end] >> 32 == sorted[place] >> 32 { end += 1 }
            if end - place > 1 {
                texts += sorted[place..<end].map { Int32(bitPattern: UInt32(truncatingIfNeeded: $0)) }
                starts.append(texts.count)
            }
            place = end
        }
        self.texts = texts
        self.starts = starts
    }

    /// By the upper half, entries of equal ones in their order.
    private static func sorted(_ entries: [UInt64]) -> [UInt64] {
        var (from, to) = (entries, [UInt64](repeating: 0, count: entries.count))
        for shift in [UInt64(32), 43, 54] {
            var places = [Int](repeating: 0, count: 1 << 11 + 1)
            for entry in from { places[Int(entry >> shift & 0x7FF) + 1] += 1 }
            for bucket in 1..<places.count { places[bucket] += places[bucket - 1] }
            for entry in from {
                let bucket = Int(entry >> shift & 0x7FF)
                to[places[bucket]] = entry
                places[bucket] += 1
            }
            swap(&from, &to)
        }
        return from
    }
}
