/// Sets of numbers from 0 that are joined step by step. The least number of a set stands for it.
struct DisjointSets {
    private var parents: [Int32]

    init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

    /// The least number of the set. Cost: nearly constant, since paths are halved.
    mutating func least(_ number: Int32) -> Int32 {
        var number = number
        while parents[Int(number)] != number {
            let grandparent = parents[Int(parents[Int(number)])]
            parents[Int(number)] = grandparent
            number = grandparent
        }
        return number
    }

    mutating func join(_ one: Int32, _ other: Int32) {
        let (first, second) = (least(one), least(other))
        parents[Int(max(first, second))] = min(first, second)
    }
}
