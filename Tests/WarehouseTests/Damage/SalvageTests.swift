import Foundation
import LocalFacts
import SQLite
import Testing
import Warehouse

@Suite struct SalvageTests {
    /// A store of four row groups of ten samples each, closed.
    private static func fourGroups() throws -> String {
        let path = try temporaryPath()
        let store = try Store.create(at: path)
        let samples = TestCorpus.random(40, seed: 5)
        try TestCorpus.add(
            (0..<4).map { ("\($0).jsonl", Array(samples[$0 * 10..<($0 + 1) * 10])) }, to: store)
        try store.setStages(TestCorpus.stages)
        return path
    }

    private static func execute(_ statement: String, at path: String) throws {
        try Connection(path: path, access: .readWrite).execute(statement)
    }

    /// All that a store holds of the samples of the files, except their ids.
    private static func samples(_ store: Store, files: [String]) throws -> [[SQLValue]] {
        let names = files.map { "'\($0).jsonl'" }.joined(separator: ", ")
        return try store.connection.rows(
            """
            select source, stage, language, culture, domain, task, text, note, tokens, score, places, licences, file, "row"
            from samples
            where file in (\(names))
            order by file, "row"
            """)
    }

    @Test func anUndamagedStoreIsSavedWhole() throws {
        let path = try Self.fourGroups()
        let target = try temporaryPath()
        let account = try Salvage(of: path).write(to: target)
        #expect(account.rowGroupsSaved == 4 && account.rowGroupsLost == 0 && account.rowsSaved == 40)
        #expect(account.damages == [] && account.notes == [] && account.columns == [])
        let (old, new) = try (Store.open(at: path, access: .readOnly), Store.open(at: target, access: .readOnly))
        #expect(try new.check().problems == [])
        #expect(try new.content() == old.content())
        #expect(try new.contentFingerprint() == old.contentFingerprint())
        #expect(account.sources.reduce(0) { $0 + $1.rowsSaved } == 40)
        #expect(throws: StoreError.exists(path: target)) { try Salvage(of: path).write(to: target) }
    }

    @Test(arguments: [
        ("delete from segment where row_group_id = 2 and column_id = 4", "language"),
        ("update segment set data = zeroblob(length(data)) where row_group_id = 2 and column_id = 2", "source"),
        ("delete from text_block where row_group_id = 2 and column_id = 8", "text"),
        ("update text_block set data = x'00' where row_group_id = 2 and column_id = 8", "text"),
    ])
    func aDamagedRowGroupIsLostAlone(change: String, column: String) throws {
        let path = try Self.fourGroups()
        let whole = try Store.open(at: path, access: .readOnly)
        let expected = try Self.samples(whole, files: ["0", "2", "3"])
        let all = try Self.samples(whole, files: ["0", "1", "2", "3"])
        try Self.execute(change, at: path)
        let target = try temporaryPath()
        let account = try Salvage(of: path).write(to: target)
        #expect(account.rowGroupsSaved == 3 && account.rowGroupsLost == 1)
        #expect(account.rowsSaved == 30 && account.rowsLost == 10)
        #expect(account.columns.map(\.name) == [column] && account.columns.first?.rows == 10)
        #expect(account.files.map(\.rowsLost) == [0, 10, 0, 0])
        #expect(account.sources.reduce(0) { $0 + $1.rowsLost } == 10)
        let store = try Store.open(at: target, access: .readOnly)
        #expect(try store.check().problems == [])
        #expect(try Self.samples(store, files: ["0", "1", "2", "3"]) == expected)
        #expect(try store.connection.value("select sum(row_count) from skipped") == 10)
        // The same without the column.
        let part = try temporaryPath()
        let partial = try Salvage(of: path, keepsParts: true).write(to: part)
        #expect(partial.rowGroupsSaved == 4 && partial.rowGroupsInPart == 1 && partial.rowsLost == 0)
        let parted = try Store.open(at: part, access: .readOnly)
        #expect(try parted.check().problems == [])
        #expect(try Self.samples(parted, files: ["0", "2", "3"]) == expected)
        let rows = try Self.samples(parted, files: ["0", "1", "2", "3"])
        #expect(rows.count == all.count)
        #expect(rows.map { $0[12...] } == all.map { $0[12...] })
    }

    /// Regression: a zeroed page of the index of segments lost every tag; the segments themselves are whole.
    /// Regression: nothing was saved of a store that had lost its end, as by a copy that broke off.
    @Test func aStoreThatWasCutIsSavedInPart() throws {
        let path = try Self.fourGroups()
        let all = try Self.samples(Store.open(at: path, access: .readOnly), files: ["0", "1", "2", "3"])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        var mostSaved = 0
        // The samples lie behind the reference tables, which are most of a small store.
        let page = try Int(#require(Connection(path: path, access: .readOnly).value("pragma page_size").integer))
        let losses = [1, 100, page, page + 7, 2 * page, 4 * page, 8 * page, 20 * page, bytes.count / 2]
        for lost in losses + [bytes.count - 9_000] {
            let cut = try temporaryPath()
            try bytes.dropLast(lost).write(to: URL(fileURLWithPath: cut))
            if lost < page {
                // SQLite reads a page that has lost its end as if zeros were there.
                let opened = try Store.open(at: cut, access: .readOnly)
                let samples = try? Self.samples(opened, files: ["0", "1", "2", "3"])
                #expect(try opened.check().problems != [] || samples == all, "\(lost)")
            } else {
                let error = #expect(throws: StoreError.self) { try Store.open(at: cut, access: .readOnly) }
                #expect("\(try #require(error))".contains("it was cut, and has"), "\(lost)")
            }
            let target = try temporaryPath()
            guard let account = try? Salvage(of: cut).write(to: target) else { continue }
            let saved = try Store.open(at: target, access: .readOnly)
            #expect(try saved.check().problems == [], "\(lost)")
            let samples = try Self.samples(saved, files: ["0", "1", "2", "3"])
            #expect(samples.count == account.rowsSaved && samples.allSatisfy(all.contains), "\(lost)")
            mostSaved = max(mostSaved, samples.count)
        }
        #expect(mostSaved > 0)
    }

    @Test func aLostIndexLosesNothing() throws {
        let path = try Self.fourGroups()
        let expected = try Store.open(at: path, access: .readOnly).content()
        let root = try #require(
            try Connection(path: path, access: .readOnly).value(
                "select rootpage from sqlite_schema where name = 'sqlite_autoindex_segment_1'"
            ).integer)
        var bytes = try Data(contentsOf: URL(filePath: path))
        let page = (Int(root) - 1) * 8192
        // An index without entries.
        let empty = [0x0A, 0, 0, 0, 0, 0x20, 0, 0] + [UInt8](repeating: 0, count: 8184)
        bytes.replaceSubrange(page..<page + 8192, with: Data(empty))
        try bytes.write(to: URL(filePath: path))
        let damaged = try Store.open(at: path, access: .readOnly)
        #expect(throws: SQLError.self) {
            try damaged.connection.rows("select culture, count(*) from samples group by 1")
        }
        #expect(try damaged.check().problems != [])
        let target = try temporaryPath()
        let account = try Salvage(of: path).write(to: target)
        #expect(account.rowGroupsSaved == 4 && account.rowsLost == 0)
        let store = try Store.open(at: target, access: .readOnly)
        #expect(try store.content() == expected)
        #expect(try store.check().problems == [])
    }

    @Test func aDamagedDictionaryLosesItsColumnAlone() throws {
        let path = try Self.fourGroups()
        try Self.execute("update dictionary_value set value = 'x' || value where column_id = 6 and code = 1", at: path)
        let target = try temporaryPath()
        let account = try Salvage(of: path, keepsParts: true).write(to: target)
        #expect(account.rowsSaved == 40 && account.columns.map(\.name) == ["domain"])
        let store = try Store.open(at: target, access: .readOnly)
        #expect(try store.check().problems == [])
        #expect(try store.connection.value("select count(domain) from samples") == 0)
        #expect(try store.connection.value("select count(source) > 0 from samples") == 1)
    }

    @Test func aDamagedCatalogueIsTakenAsItIs() throws {
        let path = try Self.fourGroups()
        try Self.execute(
            "update country set name = 'Grance' where name = 'France'; delete from file where id = 3", at: path)
        let target = try temporaryPath()
        let account = try Salvage(of: path).write(to: target)
        for table in ["country", "file"] { #expect(account.notes.contains { $0.contains("table \(table)") }) }
        let store = try Store.open(at: target, access: .readOnly)
        #expect(try store.check().problems == [])
        #expect(store.sampleCount == 40)
        #expect(try store.connection.value("select count(*) from country where name = 'France'") == 1)
        #expect(try store.connection.value("select count(*) from file where path like 'unknown%'") == 1)
    }
}
