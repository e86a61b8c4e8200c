/// The distinct shingles of a text, ascending: all of them, or the `limit` least if there are more.
///
/// Source: Z. Bar-Yossef et al., "Counting distinct elements in a data stream", Proceedings of RANDOM (2002), for the
/// least values as a sample; E. Cohen and H. Kaplan, Proceedings of PODC (2007) for similarity from them.
enum Sketch {
    /// Texts of so many distinct shingles are compared exactly; the similarity of longer ones has a standard error of
    /// at most 0.016.
    static let limit = 1_024

    static func make(_ hashes: [UInt32]) -> [UInt32] {
        let sorted = hashes.sorted()
        var sketch: [UInt32] = []
        sketch.reserveCapacity(min(sorted.count, limit))
        for hash in sorted where sketch.last != hash {
            if sketch.count == limit { break }
            sketch.append(hash)
        }
        return sketch
    }

    /// The Jaccard similarity of two sets, from the least values of their union that both sketches show.
    static func similarity(_ one: UnsafeBufferPointer<UInt32>, _ other: UnsafeBufferPointer<UInt32>) -> Double {
        // A full sketch says nothing about what lies beyond its greatest value.
        let isCut = one.count == limit || other.count == limit
        let most = isCut ? limit : Int.max
        var (first, second, union, shared) = (0, 0, 0, 0)
        while union < most, first < one.count, second < other.count {
            union += 1
            if one[first] == other[second] {
                shared += 1
                first += 1
                second += 1
            } else if one[first] < other[second] {
                first += 1
            } else {
                second += 1
            }
        }
        union = min(most, union + (one.count - first) + (other.count - second))
        return union > 0 ? Double(shared) / Double(union) : 0
    }
}
