import Foundation
import TestSupport
import Testing

@testable import Reports

/// The reports that the binary carries are complete, and are those of the folder.
@Suite struct EmbeddedReportTests {
    @Test func everyFileIsRegistered() throws {
        let folder = PackageRoot.url.appending(path: "queries").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }
        #expect(try ReportCatalogue.embedded().map { $0.name + ".sql" }.sorted() == files.sorted())
    }

    /// Every statement of every report, by the name of its file.
    private func tables() throws -> [(report: ReportDefinition, table: ReportTable, name: String)] {
        try ReportCatalogue.embedded().flatMap { report in
            report.tables.map { (report, $0, report.fileName(of: $0)) }
        }
    }

    @Test func everyHeaderIsWhole() throws {
        for (report, table, name) in try tables() {
            #expect(report.question.hasSuffix("?"), "\(name)")
            #expect(!table.grain.isEmpty && table.measure != nil, "\(name)")
            // A table beside the first one may have no figure.
            #expect(table.chart != nil || table.part != nil, "\(name)")
            #expect(!table.columns.isEmpty, "\(name)")
            #expect(table.columns.contains { $0.unit != nil && $0.origin != nil }, "\(name) has no measure")
            for column in table.columns where column.unit != nil {
                #expect(column.origin != nil, "\(name).\(column.name) tells neither paper nor ours")
            }
            for column in table.columns where column.name.hasSuffix("_low") {
                let high = column.name.replacing("_low", with: "_high")
                #expect(table.columns.contains { $0.name == high }, "\(name) has no \(high)")
            }
        }
    }

    /// What a row is, is what its key says: no two rows have the same one.
    @Test(arguments: ["null", "source"])
    func everyKeyTellsTheRowsApart(by: String) throws {
        try SmallCorpus.withStore(of: SmallCorpus.many) { store in
            let runner = ReportRunner(store: store, parameters: ["replicates": 100, "by": ParameterValue.parse(by)])
            for result in try runner.results(of: runner.selecting(ReportCatalogue.embedded()).runnable) {
                let key = try #require(result.table.key, "\(result.name) has no key")
                let places = key.compactMap(result.columns.firstIndex)
                // Languages in random order have no name.
                let rows = result.rows.filter { $0[0] != "random" }.map { row in places.map { row[$0] } }
                #expect(places.count == key.count && Set(rows).count == rows.count, "\(result.name): \(key)")
            }
        }
    }

    @Test func everyParameterIsUsedAndEveryUsedOneDeclared() throws {
        for report in try ReportCatalogue.embedded() {
            for parameter in report.parameters {
                #expect(report.tables.contains { report.uses(parameter, in: $0) }, "\(report.name) \(parameter.name)")
            }
            let declared = Set(report.parameters.map(\.name))
            for table in report.tables {
                let bound = SQLPieces(table.sql).parameterNames.bound
                #expect(bound.isSubset(of: declared), "\(report.fileName(of: table)): \(bound.subtracting(declared))")
            }
        }
    }

    /// A table that uses a condition or weight beside one that does not would describe other samples.
    @Test func whatDecidesTheSamplesIsInEveryTable() throws {
        // These have what a command computed of samples that it chose.
        let computed = ["bias-matrix", "data-efficiency", "alias-coverage"]
        // A condition on pairs says nothing of turns.
        for (report, table, name) in try tables() where name != "preference-pairs-turns" {
            if computed.contains(report.name) { continue }
            for parameter in report.parameters {
                switch parameter.kind {
                case .condition, .measure: #expect(report.uses(parameter, in: table), "\(name) \(parameter.name)")
                default: break
                }
            }
            #expect(report.parameters.contains { $0.name == "where" }, "\(name)")
        }
    }

    /// A condition reads its own tables: a step of the report must not hide them.
    @Test func noStepHidesATableOfTheStore() throws {
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            let tables = try store.connection.rows("select name from sqlite_schema where type = 'table'")
            let taken = Set(tables.compactMap { $0[0].text } + store.relations.map(\.name))
            for (_, table, name) in try self.tables() {
                for match in table.sql.matches(of: /(?m)^(\w+) as \($/) {
                    #expect(!taken.contains(String(match.1)), "\(name): the step \(match.1)")
                }
            }
        }
    }

    @Test func statementsAreLaidOutAlike() throws {
        for (_, table, name) in try tables() {
            let words = table.sql.matches(of: /\b[A-Z]{2,}\b/).map { String($0.0) }
            #expect(words.isEmpty, "\(name): \(words)")
            let hasSteps = table.sql.hasPrefix("with\n") || table.sql.hasPrefix("with recursive\n")
            #expect(hasSteps, "\(name) has no named steps")
            #expect(table.sql.split(separator: "\n").allSatisfy { $0.count <= 120 }, "\(name)")
            #expect(table.sql.contains("\norder by") || !table.grain.hasPrefix("one row for"), "\(name) has no order")
        }
    }

    @Test func namesOfReports() throws {
        #expect(try ReportCatalogue.reports(named: "all").count == ReportCatalogue.embedded().count)
        #expect(try ReportCatalogue.reports(named: "decay").map(\.name) == ["decay"])
        let part = try ReportCatalogue.reports(named: "decay-source")
        #expect(part.map(\.name) == ["decay"] && part.first?.tables.map(\.part) == ["source"])
        // Of two reports whose names it begins with, the table is of the second.
        let explained = try ReportCatalogue.embedded().filter { $0.name.hasPrefix("decay-explained") }.flatMap(\.tables)
        for table in explained.compactMap(\.part) {
            let part = try ReportCatalogue.reports(named: "decay-explained-\(table)")
            #expect(part.map(\.name) == ["decay-explained"] && part.first?.tables.map(\.part) == [table])
        }
        for name in ["decoy", "decay-", "decay-nothing", "decay-explained-nothing", ""] {
            let error = #expect(throws: ReportError.self) { try ReportCatalogue.reports(named: name) }
            let names = try ReportCatalogue.embedded().map(\.name).joined(separator: ", ")
            #expect(error?.description.contains("the reports are \(names);") == true)
        }
        #expect(throws: ReportFileError.self) { try ReportCatalogue.reports(named: "./absent.sql") }
        let path = PackageRoot.url.appending(path: "queries/tasks.sql").path
        #expect(try ReportCatalogue.reports(named: path).map(\.name) == ["tasks"])
    }
}
