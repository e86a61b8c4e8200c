import Statistics

/// Chao's interval of the number of categories: where all are alike, and where most are rare.
func richnessScenarios() -> [Scenario] {
    let (categories, equal) = (100, [Double](repeating: 1, count: 100))
    return [
        ("equal shares", equal, 200), ("equal shares", equal, 1_000),
        ("Zipf", equal.indices.map { 1 / Double($0 + 1) }, 500),
    ]
    .map { name, shares, samples in
        Scenario(
            interval: "Chao1", population: "\(name), \(categories) categories, \(samples) samples",
            truth: Double(categories), simulations: 10_000
        ) { generator in
            chao1Interval(generator.counts(samples, shares: shares)).map { ($0.low, $0.high) }
        }
    }
}
