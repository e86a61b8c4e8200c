/// How often each code was given, and with what total weight.
public struct CodeCounts: Sendable, Equatable {
    /// One code of the counts.
    public struct Entry: Sendable, Equatable {
        public let code: Int32
        public let count: Int
        public let weight: Double
    }

    // Almost all codes are near 0, so most additions need no dictionary.
    private static let near: Range<Int32> = -16..<48
    private var nearCounts = [Int](repeating: 0, count: near.count)
    private var nearWeights = [Double](repeating: 0, count: near.count)
    private var farCounts: [Int32: Int] = [:]
    private var farWeights: [Int32: Double] = [:]

    public init() {}

    /// Adds `count` answers with a total weight of `weight`. Constant time.
    public mutating func add(_ code: Int32, count: Int = 1, weight: Double) {
        if Self.near.contains(code) {
            let place = Int(code - Self.near.lowerBound)
            nearCounts[place] += count
            nearWeights[place] += weight
        } else {
            farCounts[code, default: 0] += count
            farWeights[code, default: 0] += weight
        }
    }

    /// The codes that occur, ascending.
    public var entries: [Entry] {
        let near = Self.near.compactMap { code -> Entry? in
            let place = Int(code - Self.near.lowerBound)
            guard nearCounts[place] > 0 else { return nil }
            return Entry(code: code, count: nearCounts[place], weight: nearWeights[place])
        }
        guard !farCounts.isEmpty else { return near }
        let far = farCounts.map { Entry(code: $0.key, count: $0.value, weight: farWeights[$0.key] ?? 0) }
        return (near + far).sorted { $0.code < $1.code }
    }
}
