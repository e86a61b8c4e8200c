/// The covariance matrix of amounts of units. Units of no labelled sample have no variance, and are not kept.
///
/// Cost: O(k²) memory for k units of labelled samples.
struct UnitCovariance {
    /// By unit, its row; nil for one without variance.
    private let rows: [Int?]
    private let count: Int
    private var values: [Double]

    init(units: Int, varying: Set<Int>) {
        var rows = [Int?](repeating: nil, count: units)
        for (row, unit) in varying.sorted().enumerated() { rows[unit] = row }
        self.rows = rows
        count = varying.count
        values = [Double](repeating: 0, count: count * count)
    }

    /// Adds the covariance of some vectors with n − 1, times a factor. One vector shows no spread: its own products
    /// stand for it. Nothing is added without vectors.
    mutating func add(_ vectors: [[(unit: Int, amount: Double)]], factor: Double) {
        guard !vectors.isEmpty else { return }
        let isOne = vectors.count == 1
        let scale = factor / Double(isOne ? 1 : vectors.count - 1)
        var sums = [Double](repeating: 0, count: count)
        for vector in vectors {
            let known = vector.compactMap { entry in rows[entry.unit].map { (row: $0, amount: entry.amount) } }
            for one in known {
                sums[one.row] += one.amount
                for other in known { values[one.row * count + other.row] += scale * one.amount * other.amount }
            }
        }
        if isOne { return }
        for one in 0..<count where sums[one] != 0 {
            let part = scale * sums[one] / Double(vectors.count)
            for other in 0..<count { values[one * count + other] -= part * sums[other] }
        }
    }

    /// The product with a vector of all units.
    func times(_ vector: [Double]) -> [Double] {
        let kept = zip(rows, vector).compactMap { row, value in row.map { (row: $0, value: value) } }
        let products = (0..<count).map { row in
            kept.reduce(0) { $0 + values[row * count + $1.row] * $1.value }
        }
        return rows.map { row in row.map { products[$0] } ?? 0 }
    }

    /// The sum of the variances.
    var trace: Double { (0..<count).reduce(0) { $0 + values[$1 * count + $1] } }

    /// The sum of the squares of all entries.
    var squares: Double { values.reduce(0) { $0 + $1 * $1 } }
}
