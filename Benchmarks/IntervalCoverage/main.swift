import Foundation
import Statistics

// Prints how often the 95 % intervals hold the truth, as a Markdown table: the one in docs/interval-coverage.md.

let seed: UInt64 = 13_808

let wanted = CommandLine.arguments.dropFirst()
if wanted.contains("concentration") { ConcentrationTables.print() }
if wanted.contains("hill") { HillTables.print() }
if !wanted.isEmpty { exit(0) }

print("| interval | population | simulations | without | coverage |")
print("| --- | --- | ---: | ---: | ---: |")
let scenarios =
    shareScenarios() + correlationScenarios() + trendScenarios() + richnessScenarios() + bootstrapScenarios()
for (number, scenario) in scenarios.enumerated() {
    let (covered, found) = scenario.coverage(seed: seed, stream: UInt64(number))
    let tenths = found == 0 ? 0 : (Double(covered) / Double(found) * 1_000).rounded()
    let percent = "\(Int(tenths) / 10).\(Int(tenths) % 10) %"
    print(
        "| \(scenario.interval) | \(scenario.population) | \(scenario.simulations) | \(scenario.simulations - found) "
            + "| \(percent) |")
}
