import Statistics

/// A population whose true value is known, and intervals computed from samples of it.
struct Scenario {
    /// What an interval of one sample is: a bound that does not exist is nil. No interval at all is nil too.
    typealias Interval = (low: Double?, high: Double?)?

    /// What is estimated, how, and from what.
    let interval: String
    let population: String
    let truth: Double
    let simulations: Int
    /// Draws a sample and finds the interval.
    let draw: (inout Philox) -> Interval

    /// The share of samples whose interval holds the truth, of those that have one.
    ///
    /// A bound that does not exist is at infinity. Each scenario draws from a stream of its own.
    func coverage(seed: UInt64, stream: UInt64) -> (covered: Int, found: Int) {
        var generator = Philox(seed: seed, stream: stream)
        var (covered, found) = (0, 0)
        for _ in 0..<simulations {
            guard let interval = draw(&generator) else { continue }
            found += 1
            if (interval.low ?? -.infinity) <= truth && truth <= (interval.high ?? .infinity) { covered += 1 }
        }
        return (covered, found)
    }

    /// One row for each interval and population.
    static func printTable() {
        let scenarios =
            shareScenarios() + correlationScenarios() + trendScenarios() + richnessScenarios() + bootstrapScenarios()
            + clusterShareScenarios() + decompositionScenarios()
        printTable(scenarios, firstStream: 0)
    }

    /// One row for each interval and population, the streams numbered from the first.
    static func printTable(_ scenarios: [Scenario], firstStream: UInt64) {
        print("| interval | population | simulations | without | coverage |")
        print("| --- | --- | ---: | ---: | ---: |")
        for (number, scenario) in scenarios.enumerated() {
            let (covered, found) = scenario.coverage(seed: seed, stream: firstStream + UInt64(number))
            let coverage = found == 0 ? "none" : "\(percent(100 * Double(covered) / Double(found))) %"
            print(
                "| \(scenario.interval) | \(scenario.population) | \(scenario.simulations) "
                    + "| \(scenario.simulations - found) | \(coverage) |")
        }
    }
}
