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

    @Test func everyTableTellsItsColumns() throws {
        for report in try ReportCatalogue.embedded() {
            for table in report.tables {
                let name = report.fileName(of: table)
                #expect(!table.grain.isEmpty, "\(name)")
                #expect(!table.columns.isEmpty, "\(name)")
                #expect(table.chart != nil || table.columns.contains { $0.name == "pearson" }, "\(name)")
                for column in table.columns where column.unit != nil {
                    #expect(column.origin != nil, "\(name).\(column.name) tells neither paper nor ours")
                }
            }
        }
    }

    @Test func everyParameterIsUsed() throws {
        for report in try ReportCatalogue.embedded() {
            for parameter in report.parameters {
                #expect(
                    report.tables.contains { $0.sql.contains("$" + parameter.name) }, "\(report.name) \(parameter.name)"
                )
            }
        }
    }

    @Test func namesOfReports() throws {
        #expect(try ReportCatalogue.reports(named: "all").count == ReportCatalogue.embedded().count)
        #expect(try ReportCatalogue.reports(named: "decay").map(\.name) == ["decay"])
        let part = try ReportCatalogue.reports(named: "decay-source")
        #expect(part.map(\.name) == ["decay"] && part.first?.tables.map(\.part) == ["source"])
        #expect(throws: ReportError.self) { try ReportCatalogue.reports(named: "decoy") }
        #expect(throws: ReportFileError.self) { try ReportCatalogue.reports(named: "./absent.sql") }
        let path = PackageRoot.url.appending(path: "queries/tasks.sql").path
        #expect(try ReportCatalogue.reports(named: path).map(\.name) == ["tasks"])
    }
}
