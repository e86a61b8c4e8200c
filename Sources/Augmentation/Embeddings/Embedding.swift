/// A text as a vector, of unit length.
public struct Embedding: Sendable, Hashable {
    /// The places that are not 0, ascending; nil if all are stored.
    private let places: [Int32]?
    private let values: [Float]
    /// How many numbers the vector has.
    public let dimension: Int

    /// Scales a vector to unit length. Nil if it has no length: it is empty, all 0, or has a value that is not finite.
    public init?(_ vector: [Double]) {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0, length.isFinite else { return nil }
        places = nil
        values = vector.map { Float($0 / length) }
        dimension = vector.count
    }

    /// Scales a vector of few values to unit length; nil if it has none.
    init?(sparse entries: [Int32: Double], dimension: Int) {
        let length = entries.values.sorted().reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0, length.isFinite else { return nil }
        let sorted = entries.sorted { $0.key < $1.key }
        places = sorted.map(\.key)
        values = sorted.map { Float($0.value / length) }
        self.dimension = dimension
    }

    /// The cosine of two vectors of the same model, from −1 to 1; 0 for vectors that differ in form.
    public func cosine(_ other: Embedding) -> Double {
        guard dimension == other.dimension else { return 0 }
        var sum = 0.0
        switch (places, other.places) {
        case (nil, nil):
            for place in values.indices { sum += Double(values[place]) * Double(other.values[place]) }
        case (let own?, let theirs?):
            var (first, second) = (0, 0)
            while first < own.count, second < theirs.count {
                if own[first] == theirs[second] {
                    sum += Double(values[first]) * Double(other.values[second])
                    first += 1
                    second += 1
                } else if own[first] < theirs[second] {
                    first += 1
                } else {
                    second += 1
                }
            }
        default: return 0
        }
        return min(max(sum, -1), 1)
    }

    /// The Euclidean distance of the two unit vectors, from 0 to 2.
    public func distance(_ other: Embedding) -> Double { max(2 - 2 * cosine(other), 0).squareRoot() }
}
