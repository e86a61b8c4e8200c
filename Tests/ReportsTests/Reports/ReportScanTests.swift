import SQLite
import Testing
import Warehouse

@testable import Reports

/// What the canned reports ask of the relations.
@Suite struct ReportScanTests {
    /// A report reads combinations of tags: over rows, it would take a thousand times as long on a large corpus.
    @Test(arguments: [[:], ["by": SQLValue.text("stage")], ["where": .text("domain is not null")]])
    func reportsReadCombinations(parameters: [String: SQLValue]) throws {
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            let runner = ReportRunner(store: store, parameters: parameters)
            for report in try runner.selecting(ReportCatalogue.embedded()).runnable
            // The lengths of lists are in `w`, by which no cube groups.
            where report.name != "distributions" {
                let arguments = try ReportArguments(of: report, given: parameters, store: store)
                for table in report.tables {
                    let statement = try store.connection.prepare(arguments.sql(of: table))
                    let known = Set(statement.plainParameterNames)
                    try statement.bind(parameters: arguments.bindings.filter { known.contains($0.key) })
                    store.collectScanStatistics(true)
                    while try statement.step() {}
                    let rows = store.takeScanStatistics().filter { !$0.isCollapsed }
                    store.collectScanStatistics(false)
                    #expect(
                        rows.isEmpty, "\(report.fileName(of: table)): \(rows.map { "\($0.relation) \($0.columns)" })")
                }
            }
        }
    }
}
