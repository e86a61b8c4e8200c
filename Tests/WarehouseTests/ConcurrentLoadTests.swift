import Columns
import Foundation
import LocalFacts
import SQLite
import Synchronization
import Testing
import Warehouse

/// Statements and checks that run while another connection loads: each is of one committed state.
@Suite(.serialized) struct ConcurrentLoadTests {
    private static let fileCount = 60
    private static let rowsPerFile = 7

    /// Loads files that each add a source, and every tenth a column, so that the number of files identifies a state.
    private static func load(into path: String) throws {
        let store = try Store.open(at: path, access: .readWrite)
        let load = try TestCorpus.load(into: store)
        for file in 1...fileCount {
            let writer = try load.begin(TestCorpus.description("\(file).jsonl"))
            let source = try writer.column(NewColumn(name: "source", kind: .tag, role: .source))
            let places = try writer.column(NewColumn(name: "places", kind: .tags, role: .places, valueName: "place"))
            let text = try writer.column(NewColumn(name: "text", kind: .text, role: .text))
            let tokens = try writer.column(NewColumn(name: "tokens_\(file / 10)", kind: .integer))
            let rows = rowsPerFile
            let texts = (1...rows).map { "text \($0) of \(file)" }
            try writer.append(
                SampleBatch(
                    rowCount: rows, recordNumbers: (1...rows).map(Int64.init), recordsRead: Int64(rows),
                    columns: [
                        (source, .tags(writer.codes(Array(repeating: "source \(file)", count: rows), in: source))),
                        (
                            places,
                            .lists(
                                lengths: Array(repeating: 1, count: rows),
                                codes: writer.codes(
                                    (1...rows).map { _ in file % 2 == 0 ? "India" : "USA" }, in: places))
                        ),
                        (text, .texts(lengths: texts.map(\.utf8.count), bytes: texts.flatMap { Array($0.utf8) })),
                        (
                            tokens,
                            .integers(
                                IntegerVector(values: Array(repeating: Int64(file), count: rows), validity: nil))
                        ),
                    ]))
            try writer.finish(contentHash: "content \(file)")
        }
        try load.finish()
    }

    /// Runs `body` again and again while a load goes on.
    private static func whileLoading(_ body: (Store) throws -> Void) throws {
        let path = try temporaryPath()
        _ = try Store.create(at: path)
        let isDone = Atomic(false)
        let failure = Mutex<String?>(nil)
        let group = DispatchGroup()
        withExtendedLifetime(group) {
            DispatchQueue.global().async(group: group) {
                do { try load(into: path) } catch { failure.withLock { $0 = "\(error)" } }
                isDone.store(true, ordering: .releasing)
            }
        }
        defer { group.wait() }
        let store = try Store.open(at: path, access: .readOnly)
        while !isDone.load(ordering: .acquiring) { try body(store) }
        try body(store)
        #expect(failure.withLock { $0 } == nil)
    }

    /// Regression: relations answered from the state in which the store was opened, plain tables from that of the
    /// moment.
    @Test func aStatementIsOfOneState() throws {
        let statement = """
            select
                (select count(*) from samples), (select count(distinct source) from samples),
                (select count(*) from (select source from samples group by source)),
                (select sum(n) from samples where source like 'source%'),
                (select count(*) from places), (select count(distinct country) from places),
                (select count(text) from samples where text match 'text'),
                (select sum(row_count) from row_group), (select sum(rows_stored) from file),
                (select count(*) from dictionary_value where column_id = 2),
                (select count(*) from place_resolution)
            """
        var states: Set<Int64> = []
        try Self.whileLoading { store in
            let row = try store.connection.rows(statement)[0]
            let rows = row[0].integer ?? 0
            let (files, rest) = rows.quotientAndRemainder(dividingBy: Int64(Self.rowsPerFile))
            states.insert(files)
            let total: SQLValue = rows == 0 ? .null : .integer(rows)
            let stored = row[8] == 0 ? SQLValue.null : row[8]
            let countries = SQLValue.integer(min(files, 2))
            let expected: [SQLValue] = [
                .integer(rows), .integer(files), .integer(files), total, .integer(rows), countries, .integer(rows),
                total, total, .integer(files), countries,
            ]
            #expect(rest == 0 && Array(row[..<8]) + [stored] + Array(row[9...]) == expected, "\(row)")
        }
        #expect(states.count > 2 && states.max() == Int64(Self.fileCount))
    }

    /// Regression: most checks during a load reported damage that was not there.
    @Test func aCheckIsOfOneState() throws {
        var counts: Set<Int> = []
        try Self.whileLoading { store in
            let result = try store.check()
            #expect(result.problems == [])
            counts.insert(result.rowGroupCount)
        }
        #expect(counts.count > 2 && counts.max() == Self.fileCount)
    }

    @Test func aRowIsOfTheColumnsOfItsState() throws {
        try Self.whileLoading { store in
            do {
                let statement = try store.connection.prepare("select * from samples order by id desc limit 1")
                let names = statement.columnNames
                guard try statement.step() else { return }
                let row = Dictionary(zip(names, statement.row()), uniquingKeysWith: { first, _ in first })
                guard case .text(let source)? = row["source"], let file = Int64(source.dropFirst(7)) else {
                    Issue.record("\(row)")
                    return
                }
                #expect(row["tokens_\(file / 10)"] == .integer(file))
                #expect(row["file"] == .text("\(file).jsonl"))
            } catch let error as SQLError {
                // Between preparing and stepping a column was added.
                #expect(error.message.contains("run the statement again"))
            }
        }
    }

    @Test func statementsOfASnapshotAreOfOneState() throws {
        try Self.whileLoading { store in
            try store.snapshot {
                let rows = try store.connection.value("select count(*) from samples")
                let information = try store.information()
                #expect(.integer(information.sampleCount) == rows)
                #expect(information.files.reduce(0) { $0 + $1.counts.stored } == information.sampleCount)
                #expect(try store.connection.value("select sum(row_count) from row_group").integer ?? 0 == rows.integer)
                let reader = try SampleReader(store: store, columns: ["source"])
                #expect(reader.rowGroups.reduce(0) { $0 + $1.count } == Int(information.sampleCount))
            }
        }
    }
}
