import Foundation
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Ingest

@Suite struct OwnTableTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(at: folder.path("store.sqlite"))
    }

    private func load(_ definition: String) throws -> OwnTableAccount {
        try OwnTable(parsing: definition).load(into: store)
    }

    private func rows(_ table: String) throws -> [[SQLValue]] {
        try store.connection.rows("select * from \(table) order by rowid")
    }

    /// The types and values of a table, as the script beside this file says them.
    private func expectTable(_ name: String, isAsIn file: String) throws {
        let data = try Data(contentsOf: URL(filePath: folder.path(file)))
        let expected = try #require(try JSONSerialization.jsonObject(with: data) as? [[Any]])
        let columns = try store.connection.rows("select name, type from pragma_table_info(?)", .text(name))
        #expect(columns == expected.map { [SQLValue($0[0] as? String), SQLValue($0[1] as? String)] }, "\(file)")
        let found = try rows(name)
        for (column, description) in expected.enumerated() {
            let values = try #require(description[2] as? [Any])
            #expect(values.count == found.count)
            for (value, row) in zip(values, found) {
                switch description[1] as? String {
                case "INTEGER": #expect(row[column] == SQLValue((value as? NSNumber)?.int64Value), "\(file) \(column)")
                case "REAL":
                    let number = (value as? NSNumber)?.doubleValue
                    #expect(row[column] == number.map { .real($0) } ?? .null, "\(file) \(column)")
                default: #expect(row[column] == SQLValue(value as? String), "\(file) \(column)")
                }
            }
        }
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func tablesAreThoseOfPython() throws {
        try PythonEnvironment.runFile("IngestTests/OwnTables/make_tables.py", folder.path)
        for number in 0..<30 {
            let ending = number % 3 == 0 ? ".gz" : ""
            let account = try load("t\(number)=\(folder.path("t\(number).csv\(ending)"))")
            #expect(account.seen == account.stored && account.rejected == 0)
            try expectTable("t\(number)", isAsIn: "t\(number).csv.expected")
        }
        _ = try load("typed=\(folder.path("typed.jsonl"))")
        try expectTable("typed", isAsIn: "typed.expected")
        _ = try load("parquet=\(folder.path("typed.parquet"))")
        #expect(
            try rows("parquet") == [
                [1, 0.5, "a", "[\"a\"]", nil], [nil, 1.0, nil, nil, nil], [3, nil, "007", "[\"b\",\"c\"]", nil],
            ])
        let empty = try load("norows=\(folder.path("norows.parquet"))")
        #expect(empty.columns.map(\.name) == ["id", "share", "name", "tags", "none"] && empty.stored == 0)
    }

    @Test func whatCannotBeReadIsCounted() throws {
        let path = try folder.write("a,b\n1,2\n\"3\n4,5\n", to: "t.csv")
        let account = try load("t=\(path)")
        #expect(account.seen == 3 && account.stored == 2 && account.rejected == 1)
        #expect(account.lines[0] == "t: 3 records of \(path): 2 stored, 1 rejected")
        #expect(account.lines[1].contains("record 2 (line 3, byte 8), column “a”: the quoted cell that begins on"))
        #expect(try rows("t") == [[1, 2], [4, 5]])
    }

    @Test func namesOfColumns() throws {
        let path = try folder.write("a,,A,order,a,my col,a_2\n1,2,3,4,5,6,7\n", to: "t.csv")
        let account = try load("t=\(path)")
        #expect(Set(account.columns.map { $0.name.lowercased() }).count == 7)
        #expect(account.lines.contains("  to be written in double quotes: \"order\", \"my col\""))
        #expect(try store.connection.value("select \"order\" + \"my col\" from t") == 10)
    }

    @Test func severalFiles() throws {
        try folder.write("a,b\n1,x\n", to: "in/1.csv")
        try folder.write("b,c\ny,2.5\n", to: "in/2.csv")
        try folder.write("not data", to: "in/README.md")
        let account = try load("t=\(folder.path("in"))")
        #expect(account.stored == 2)
        #expect(try rows("t") == [[1, "x", nil], [nil, "y", 2.5]])
        #expect(try load("u=\(folder.path("in/*.csv"))").stored == 2)
    }

    @Test func aRecordOfAnObjectHasItsKey() throws {
        let path = try folder.write("{\"x\": {\"a\": 1}, \"y\": {\"a\": 2}}", to: "t.json")
        _ = try load("t=\(path)")
        #expect(try rows("t") == [["x", 1], ["y", 2]])
    }

    @Test func nothingOfTheStoreIsHidden() throws {
        let path = try folder.write("a\n1\n", to: "t.csv")
        for name in ["samples", "Places", "load", "json_each", "sqlite_master", "pragma_table_info"] {
            #expect(throws: OwnTableError.hidesRelation(name)) { try load("\(name)=\(path)") }
        }
        for name in ["order", "a b", "1a", ""] {
            #expect(throws: OwnTableError.invalidName(name)) { try load("\(name)=\(path)") }
        }
        _ = try load("t=\(path)")
        #expect(throws: OwnTableError.exists("T")) { try load("T=\(path)") }
        #expect(throws: OwnTableError.notADefinition("t")) { try load("t") }
        #expect(try store.connection.value("select count(*) from main.sqlite_schema where name = 't'") == 0)
    }

    @Test func aFileThatCannotBeReadLeavesNoTable() throws {
        #expect(throws: IngestError.notFound("/nowhere/t.csv")) { try load("t=/nowhere/t.csv") }
        let empty = try folder.write("", to: "empty.csv")
        #expect(throws: (any Error).self) { try load("t=\(empty)") }
        let text = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3])
        try text.write(to: URL(filePath: folder.path("broken.csv.gz")))
        #expect(throws: (any Error).self) { try load("t=\(folder.path("broken.csv.gz"))") }
        #expect(try store.connection.value("select count(*) from sqlite_temp_schema") == 0)
        _ = try load("t=\(try folder.write("a\n1\n", to: "t.csv"))")
    }

    /// The policy of a session that only reads allows a table of the user's own.
    @Test func aStoreThatIsOnlyRead() throws {
        let path = try folder.write("a\n1\n", to: "t.csv")
        let reading = try Store.open(at: store.path, access: .readOnly)
        reading.connection.allowReadingOnly()
        _ = try OwnTable(parsing: "t=\(path)").load(into: reading)
        #expect(try reading.connection.value("select a from t") == 1)
    }
}
