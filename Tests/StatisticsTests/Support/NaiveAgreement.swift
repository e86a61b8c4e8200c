/// Coefficients of agreement as their definitions read: over all pairs of ratings.
enum NaiveAgreement {
    /// Krippendorff's alpha with any distance; nil where it is not defined.
    static func alpha<Value>(
        _ rows: [(unit: String, value: Value)], _ distance: (Value, Value) -> Double
    ) -> Double? {
        let units = Dictionary(grouping: rows, by: \.unit).values.map { $0.map(\.value) }.filter { $0.count > 1 }
        let all = units.flatMap { $0 }
        guard !all.isEmpty else { return nil }
        func pairs(_ values: [Value]) -> Double {
            var sum = 0.0
            for one in values.indices {
                for other in values.indices where one != other { sum += distance(values[one], values[other]) }
            }
            return sum
        }
        let count = Double(all.count)
        let observed = units.reduce(0) { $0 + pairs($1) / Double($1.count - 1) } / count
        let expected = pairs(all) / (count * (count - 1))
        return expected > 0 ? 1 - observed / expected : nil
    }

    static func nominal(_ one: String, _ other: String) -> Double { one == other ? 0 : 1 }

    static func cohen(_ pairs: [(String, String)]) -> Double? {
        let values = Set(pairs.flatMap { [$0.0, $0.1] })
        let count = Double(pairs.count)
        let agreeing = Double(pairs.count { $0.0 == $0.1 }) / count
        let byChance = values.reduce(0) { sum, value in
            sum + Double(pairs.count { $0.0 == value }) / count * Double(pairs.count { $0.1 == value }) / count
        }
        return byChance < 1 ? (agreeing - byChance) / (1 - byChance) : nil
    }
}
