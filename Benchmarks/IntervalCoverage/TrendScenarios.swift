import Foundation
import Statistics

/// The profile-likelihood interval of the decay, and of the half-life by it.
func trendScenarios() -> [Scenario] {
    var scenarios: [Scenario] = []
    for (initial, rate, trials) in [(0.3, 0.5, 200), (0.05, 0.3, 1_000), (0.2, 0.05, 200)] {
        let times = [0.0, 1, 2, 3]
        let population = "\(initial)·exp(-\(rate)t) at 4 stages of \(trials)"
        func draw(_ generator: inout Philox) -> ExponentialDecay? {
            let successes = times.map { generator.successes(of: trials, probability: initial * exp(-rate * $0)) }
            return ExponentialDecay(
                times: times, successes: successes, trials: times.map { _ in Double(trials) })
        }
        scenarios.append(
            Scenario(interval: "decay rate", population: population, truth: rate, simulations: 5_000) { generator in
                draw(&generator)?.rateInterval().map { ($0.low, $0.high) }
            })
        scenarios.append(
            Scenario(interval: "half-life", population: population, truth: log(2) / rate, simulations: 5_000) {
                generator in
                guard let interval = draw(&generator)?.halfLifeInterval() else { return nil }
                // Without a low bound all rates in the interval are 0 or below: no half-life is in it.
                return interval.low == nil ? (.infinity, nil) : interval
            })
    }
    return scenarios
}
