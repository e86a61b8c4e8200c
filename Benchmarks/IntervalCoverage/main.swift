import Foundation
import Statistics

// Prints how often the 95 % intervals hold the truth, as the Markdown tables of docs/interval-coverage.md: all of them,
// or those that the arguments name (intervals, concentration, hill, agreement).

let seed: UInt64 = 13_808

let named = CommandLine.arguments.dropFirst()
func isWanted(_ tables: String) -> Bool { named.isEmpty || named.contains(tables) }

if isWanted("intervals") { Scenario.printTable() }
if isWanted("concentration") { ConcentrationTables.print() }
if isWanted("hill") { HillTables.print() }
if isWanted("agreement") { Scenario.printTable(agreementScenarios() + correctionScenarios(), firstStream: 50_000) }
