/// Rows of two columns, resampled row by row, with replacement.
struct PairSample: Bootstrap.Sample {
    private let x: [Double]
    private let y: [Double]
    private let statistic: @Sendable ([Double], [Double]) -> Double?

    /// `nil` if the columns differ in length, a value is not finite, or there are fewer than three rows.
    init?(_ x: [Double], _ y: [Double], statistic: @escaping @Sendable ([Double], [Double]) -> Double?) {
        guard x.count == y.count, x.count > 2, x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite) else { return nil }
        // In an order of their own, so that the one given does not matter.
        let rows = zip(x, y).sorted { $0 < $1 }
        self.x = rows.map(\.0)
        self.y = rows.map(\.1)
        self.statistic = statistic
    }

    var estimate: Double? { statistic(x, y) }

    func replicate(_ generator: inout Philox) -> Double? {
        var (drawnX, drawnY): ([Double], [Double]) = ([], [])
        drawnX.reserveCapacity(x.count)
        drawnY.reserveCapacity(y.count)
        for _ in x {
            let row = generator.nextIndex(below: x.count)
            drawnX.append(x[row])
            drawnY.append(y[row])
        }
        return statistic(drawnX, drawnY)
    }

    var leavingOneOut: [(value: Double, count: Double)] {
        x.indices.compactMap { row in
            var (fewerX, fewerY) = (x, y)
            fewerX.remove(at: row)
            fewerY.remove(at: row)
            return statistic(fewerX, fewerY).map { ($0, 1) }
        }
    }
}
