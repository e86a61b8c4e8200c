import Foundation
import TestSupport
import Testing
import Warehouse

@testable import Reports
@testable import Tabular

/// The canned reports on small stores.
@Suite struct ReportResultTests {
    /// The golden tables were worked out by hand from SmallCorpus.samples, their intervals by
    /// Tests/ReportsTests/LongForm.
    @Test func smallCorpus() throws {
        let tables = try SmallCorpus.withStore(of: SmallCorpus.samples) {
            try ReportTables.all(on: $0, parameters: ["replicates": 100])
        }
        #expect(tables.count >= 25)
        for (name, table) in tables.sorted(by: { $0.key < $1.key }) {
            expectGolden(table, tests: "ReportsTests", name: "\(name).csv")
        }
    }

    @Test func oneSampleWithoutPlacesAndStage() throws {
        let sample = TestSample("loose", "French", "CultureAsBias", "food", "write")
        let tables = try SmallCorpus.withStore(of: [sample]) {
            try ReportTables.all(on: $0, parameters: ["replicates": 100])
        }
        func rows(_ name: String) -> [String] {
            tables[name, default: ""].split(separator: "\n").dropFirst().map(String.init)
        }
        let interval = "0.2065493143772375,1.0"
        #expect(
            tables["decay"] == nil && tables["concentration"] == nil && tables["diversity"] == nil
                && tables["places-top"] == nil)
        #expect(rows("composition") == [",CultureAsBias,1,1,1.0,\(interval),1,,fixed,1"])
        #expect(rows("multilinguality")[0] == "size down,1,fra,French,1,1,1,1,1.0,,,0,0,,,0,0,,")
        #expect(rows("multilinguality")[3] == "random,1,,,,,,,1.0,1.0,1.0,,0,0,0,,0,0,0")
        #expect(rows("tasks") == [",write,1,1,1.0,\(interval),1.0,1.0,1,,fixed,1"])
        #expect(rows("tasks-domain") == [",write,food,1,1,1.0,\(interval),1,,fixed,1"])
    }

    /// The promise of the design: the same statement means the same where the relations are plain tables with n = 1.
    @Test func collapsingChangesNothing() throws {
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            let collapsed = try ReportTables.all(on: store, parameters: ["replicates": 100])
            for relation in store.relations {
                let columns = relation.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
                try store.connection.execute(
                    "create temp table \"plain \(relation.name)\" as select \(columns) from \"\(relation.name)\"")
            }
            for relation in store.relations {
                try store.connection.execute(
                    "alter table temp.\"plain \(relation.name)\" rename to \"\(relation.name)\"")
            }
            #expect(try store.connection.value("select max(n) from samples") == .integer(1))
            #expect(try store.connection.value("select count(*) from samples") == .integer(11))
            #expect(try ReportTables.all(on: store, parameters: ["replicates": 100]) == collapsed)
        }
    }

    @Test func columnsMustBeThoseOfTheHeader() throws {
        let text = "-- title: A\n-- question: B\n-- column: x: y\nselect 1 as z"
        let report = try ReportHeaderParser(file: "mine.sql").parse(text, name: "mine")
        try SmallCorpus.withStore(of: []) { store in
            let error = #expect(throws: ReportError.self) {
                try ReportRunner(store: store).write(
                    report.tables[0], of: report, format: .csv, to: MemorySink())
            }
            #expect(error?.description.contains("has the columns z, its header tells x") == true)
        }
    }

    @Test func errorsTellTheLineOfTheFile() throws {
        let text = "-- title: A\n-- question: B\nselect 1;\n\n-- table: b\nselect\n  nothing"
        let report = try ReportHeaderParser(file: "mine.sql").parse(text, name: "mine")
        try SmallCorpus.withStore(of: []) { store in
            let error = #expect(throws: ReportError.self) {
                try ReportRunner(store: store).write(
                    report.tables[1], of: report, format: .csv, to: MemorySink())
            }
            #expect(error?.description.contains("line 7") == true, "\(String(describing: error))")
        }
    }
}
