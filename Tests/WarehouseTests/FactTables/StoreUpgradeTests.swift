import Foundation
import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

@Suite("Upgrade of the store's format")
struct StoreUpgradeTests {
    private static let questions = [
        "select source, stage, count(*) from samples group by 1, 2 order by 1, 2",
        "select country, sum(n), sum(w) from countries group by 1 order by 1",
        "select count(*), sum(length(text)), min(id), max(id) from samples",
    ]

    private func answers(_ store: Store) throws -> [[[SQLValue]]] {
        try Self.questions.map { try store.connection.rows($0) }
    }

    @Test(arguments: [3, 4])
    func aStoreOfAFormerFormatIsReadAsItIs(version: Int) throws {
        let folder = try TemporaryFolder()
        let store = try TestCorpus.write(TestCorpus.random(400, seed: 5), to: folder.path("store.cultivar"))
        let before = try answers(store)
        if version == 3 { try store.becomeFormat3() } else { try store.becomeFormat4() }
        let opened = try Store.open(at: store.path, access: .readOnly)
        #expect(try answers(opened) == before)
        #expect(try opened.formatVersions().found == Int64(version))
        #expect(opened.factTables == [.samples])
        #expect(try opened.check().problems == [])
    }

    @Test(arguments: [3, 4])
    func anUpgradeKeepsEveryAnswer(version: Int) throws {
        let folder = try TemporaryFolder()
        let store = try TestCorpus.write(TestCorpus.random(400, seed: 6), to: folder.path("store.cultivar"))
        let before = try answers(store)
        let fingerprint = try store.contentFingerprint()
        if version == 3 { try store.becomeFormat3() } else { try store.becomeFormat4() }
        #expect(try store.upgrade() == Int64(version))
        #expect(try store.upgrade() == nil)
        #expect(try answers(store) == before)
        #expect(try store.contentFingerprint() == fingerprint)
        let opened = try Store.open(at: store.path, access: .readOnly)
        #expect(try answers(opened) == before)
        #expect(try opened.check().problems == [])
    }

    /// The tables are then those of a new store, to the letter.
    @Test(arguments: [3, 4])
    func anUpgradedStoreHasTheDefinitionsOfANewOne(version: Int) throws {
        let folder = try TemporaryFolder()
        let store = try TestCorpus.write(TestCorpus.random(50, seed: 7), to: folder.path("store.cultivar"))
        let query =
            "select type, name, tbl_name, sql from sqlite_schema where name not like 'field_note%' order by type, name"
        let before = try store.connection.rows(query)
        if version == 3 { try store.becomeFormat3() } else { try store.becomeFormat4() }
        #expect(try store.connection.rows(query) != before)
        try store.upgrade()
        func folded(_ rows: [[SQLValue]]) -> [[SQLValue]] {
            rows.map { $0.map { value in value.text.map { .text($0.replacing("\"", with: "")) } ?? value } }
        }
        #expect(try folded(store.connection.rows(query)) == folded(before))
    }

    @Test func aDamagedStoreIsNotUpgraded() throws {
        let folder = try TemporaryFolder()
        let store = try TestCorpus.write(TestCorpus.random(50, seed: 8), to: folder.path("store.cultivar"))
        try store.becomeFormat4()
        try store.connection.execute("update row_group set row_count = row_count + 1")
        #expect(throws: StoreError.self) { try store.upgrade() }
        #expect(try store.formatVersions().found == 4)
    }
}
