import Statistics

/// Intervals of a share, and of two shares.
func shareScenarios() -> [Scenario] {
    var scenarios: [Scenario] = []
    for (share, trials) in [(0.02, 100), (0.1, 50), (0.5, 50), (0.02, 2_000), (0.3, 2_000)] {
        let population = "share \(share), \(trials) samples"
        scenarios.append(
            Scenario(interval: "Wilson", population: population, truth: share, simulations: 20_000) { generator in
                let found = generator.successes(of: trials, probability: share)
                return wilsonInterval(successes: found, trials: Double(trials)).map { ($0.low, $0.high) }
            })
        scenarios.append(
            Scenario(interval: "Clopper-Pearson", population: population, truth: share, simulations: 20_000) {
                generator in
                let found = generator.successes(of: trials, probability: share)
                return clopperPearsonInterval(successes: found, trials: Double(trials)).map { ($0.low, $0.high) }
            })
    }
    for (first, second) in [((0.2, 100), (0.1, 150)), ((0.02, 500), (0.04, 300)), ((0.5, 1_000), (0.45, 800))] {
        let population = "\(first.0) of \(first.1) and \(second.0) of \(second.1)"
        func draw(_ generator: inout Philox) -> (Share, Share) {
            (
                Share(generator.successes(of: first.1, probability: first.0), of: Double(first.1)),
                Share(generator.successes(of: second.1, probability: second.0), of: Double(second.1))
            )
        }
        scenarios.append(
            Scenario(
                interval: "difference (Newcombe)", population: population, truth: first.0 - second.0,
                simulations: 20_000
            ) { generator in
                let (one, other) = draw(&generator)
                return shareDifferenceInterval(one, other).map { ($0.low, $0.high) }
            })
        scenarios.append(
            Scenario(
                interval: "ratio (MOVER-R)", population: population, truth: first.0 / second.0, simulations: 20_000
            ) { generator in
                let (one, other) = draw(&generator)
                return shareRatioInterval(one, other).map { ($0.low, $0.high) }
            })
    }
    return scenarios
}
