import Foundation
import TestSupport
import Testing
import Warehouse

@testable import Reports

/// The canned reports on small stores.
@Suite struct ReportResultTests {
    /// Every table of every report as CSV, by the name of its file.
    private func tables(on store: Store, parameters: [String: SQLValue] = [:]) throws -> [String: String] {
        let runner = ReportRunner(store: store, parameters: parameters)
        var tables: [String: String] = [:]
        for report in try ReportCatalogue.embedded() {
            for table in report.tables {
                let sink = MemorySink()
                try runner.write(table, of: report, format: .csv, to: sink)
                tables[report.fileName(of: table)] = sink.text
            }
        }
        return tables
    }

    /// The golden tables were worked out by hand from SmallCorpus.samples.
    @Test func smallCorpus() throws {
        let tables = try SmallCorpus.withStore(of: SmallCorpus.samples) { try self.tables(on: $0) }
        for (name, table) in tables.sorted(by: { $0.key < $1.key }) {
            expectGolden(table, tests: "ReportsTests", name: "\(name).csv")
        }
    }

    @Test func emptyStore() throws {
        let tables = try SmallCorpus.withStore(of: []) { try self.tables(on: $0) }
        #expect(tables.count == 11)
        for (name, table) in tables { #expect(table.split(separator: "\n").count == 1, "\(name) has rows") }
    }

    @Test func oneSampleWithoutPlacesAndStage() throws {
        let sample = TestSample("loose", "French", "CultureAsBias", "food", "write")
        let tables = try SmallCorpus.withStore(of: [sample]) { try self.tables(on: $0) }
        func rows(_ name: String) -> [String] {
            tables[name, default: ""].split(separator: "\n").dropFirst().map(String.init)
        }
        let interval = "0.2065493143772375,1.0"
        #expect(rows("decay") == [",1,1,1.0,\(interval),,0"])
        #expect(rows("decay-source") == [",loose,1,1,1.0,\(interval),0"])
        #expect(rows("composition") == [",CultureAsBias,1,1,1.0"])
        #expect(rows("concentration").isEmpty && rows("concentration-indices").isEmpty)
        #expect(rows("multilinguality") == ["1,fra,French,1,1,1,1,1.0,0,0,0,0"])
        #expect(rows("multilinguality-sources") == ["loose,1,1,1.0,0,"])
        #expect(rows("tasks") == ["write,1,1,1.0,\(interval)"])
        #expect(rows("tasks-task-domain") == ["write,food,1,1,1.0,\(interval)"])
    }

    @Test func oneUntaggedSample() throws {
        let tables = try SmallCorpus.withStore(of: [TestSample(nil, nil, nil, nil, nil)]) { try self.tables(on: $0) }
        #expect(tables["decay"]?.split(separator: "\n").last == ",0,0,,,,,1")
        #expect(tables["composition"]?.split(separator: "\n").count == 1)
    }

    @Test func onlyOneStage() throws {
        let tables = try SmallCorpus.withStore(of: SmallCorpus.samples) {
            try self.tables(on: $0, parameters: ["stage": .text("sft")])
        }
        let indices = tables["concentration-indices"]?.split(separator: "\n") ?? []
        // Peru twice and Narnia once; no continent for Narnia.
        #expect(indices.contains { $0.hasPrefix("place,whole,2,3,") })
        #expect(indices.contains { $0.hasPrefix("continent,whole,1,2,") && $0.hasSuffix(",1") })
    }

    /// The promise of the design: the same statement means the same where the relations are plain tables with n = 1.
    @Test func collapsingChangesNothing() throws {
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            let collapsed = try tables(on: store)
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
            #expect(try tables(on: store) == collapsed)
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
