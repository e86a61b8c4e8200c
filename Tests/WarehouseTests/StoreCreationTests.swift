import EmbeddedFiles
import Foundation
import Parallel
import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Files that a load was making when it was killed, and files that nobody has written yet.
@Suite struct StoreCreationTests {
    private func expectStore(at path: String, _ comment: Comment? = nil) throws {
        let store = try Store.create(at: path)
        #expect(try store.connection.value("select count(*) from country") == 249, comment)
        #expect(try store.check().problems == [], comment)
    }

    /// Regression: such a file was permanently reported as made by another program.
    @Test func anEmptyFileIsAStoreToBeMade() throws {
        let path = try temporaryPath()
        try Data().write(to: URL(filePath: path))
        for access in [Store.Access.readOnly, .readWrite] {
            #expect(throws: StoreError.empty(path: path)) { try Store.open(at: path, access: access) }
        }
        try expectStore(at: path)
    }

    /// Regression: what former releases left where they were killed has a header and nothing else.
    @Test(arguments: ["wal", "delete"]) func aHeaderWithoutContentIsAStoreToBeMade(mode: String) throws {
        let path = try temporaryPath()
        do {
            let connection = try Connection(path: path, access: .create)
            try connection.execute(
                "pragma page_size = 8192; pragma journal_mode = \(mode); create table t (x); drop table t")
        }
        #expect(throws: StoreError.empty(path: path)) { try Store.open(at: path, access: .readOnly) }
        try expectStore(at: path)
    }

    /// Regression: the first sector of the store was lost with the power, while the journal was there. The bytes of the
    /// file were looked at before SQLite had rolled them back.
    @Test(arguments: [512, 8192, 1 << 30]) func aMakingWhoseStartWasLostIsMadeAgain(lost: Int) throws {
        let path = try temporaryPath()
        let connection = try Connection(path: path, access: .create)
        try connection.execute("pragma page_size = 8192; pragma cache_size = 5; begin immediate")
        try connection.execute(
            """
            create table filler as
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
            select i, randomblob(100) from n
            """)
        let copies = try (0..<2).map { _ in try temporaryPath() }
        for copy in copies {
            for suffix in ["", "-journal"] {
                var content = try Data(contentsOf: URL(filePath: path + suffix))
                #expect(content.count >= 512)
                if suffix == "" {
                    content.replaceSubrange(0..<min(lost, content.count), with: Data(count: min(lost, content.count)))
                }
                try content.write(to: URL(filePath: copy + suffix))
            }
        }
        #expect(throws: StoreError.empty(path: copies[0])) { try Store.open(at: copies[0], access: .readOnly) }
        #expect(try Store.isEmpty(copies[1]))
        try expectStore(at: copies[1])
    }

    /// The files beside the store as a process leaves them that is killed at any statement of the making.
    @Test(arguments: ["delete", "wal"]) func aMakingThatWasKilledIsMadeAgain(mode: String) throws {
        let path = try temporaryPath()
        let connection = try Connection(path: path, access: .create)
        // Pages go to the file before the transaction ends, as they do where memory is short.
        try connection.execute("pragma page_size = 8192; pragma journal_mode = \(mode); pragma cache_size = 5")
        try connection.execute("begin immediate")
        var copies: [String] = []
        for (number, file) in EmbeddedFile.all.filter({ $0.name.hasPrefix("ddl/") }).enumerated() {
            try connection.execute(file.text)
            try connection.execute("pragma application_id = \(StoreSchema.applicationID)")
            try connection.execute(
                """
                create table filler\(number) as
                with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
                select i, randomblob(100) from n
                """)
            let copy = try temporaryPath()
            for suffix in ["", "-wal", "-journal"] where FileManager.default.fileExists(atPath: path + suffix) {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
            }
            copies.append(copy)
        }
        for copy in copies {
            #expect(throws: StoreError.empty(path: copy)) { try Store.open(at: copy, access: .readOnly) }
            try expectStore(at: copy)
        }
    }

    @Test func logsOfAStoreThatIsGoneDoNotHinder() throws {
        let path = try temporaryPath()
        for suffix in ["-wal", "-journal", "-shm", "-load"] {
            try Data("left over".utf8).write(to: URL(filePath: path + suffix))
        }
        try expectStore(at: path)
    }

    @Test func anotherProgramsEmptyDatabaseWithAMarkIsLeftAlone() throws {
        let path = try temporaryPath()
        try Connection(path: path, access: .create).execute(
            "pragma application_id = 7; create table t (x); drop table t")
        #expect(throws: StoreError.exists(path: path)) { try Store.create(at: path) }
        #expect(throws: StoreError.notAStore(path: path)) { try Store.open(at: path, access: .readOnly) }
    }
}

/// One load into a store at a time.
@Suite struct StoreLockTests {
    /// One thread sets it, then another takes it away.
    private final class Box: @unchecked Sendable { var lock: StoreLock? }

    @Test func theSecondLoadSaysWhoHoldsTheStore() throws {
        let path = try temporaryPath()
        var first = try StoreLock.take(for: path)
        #expect(first != nil)
        do {
            _ = try StoreLock.take(for: path)
            Issue.record("two loads have the store")
        } catch StoreError.isBeingLoaded(let store, let holder) {
            #expect(store == path)
            #expect(holder.hasPrefix("process \(getpid()), since 20"))
        }
        first = nil
        #expect(!FileManager.default.fileExists(atPath: path + StoreLock.suffix))
        #expect(try StoreLock.take(for: path) != nil)
    }

    @Test func aSecondLoadWaits() throws {
        let path = try temporaryPath()
        let first = Box()
        first.lock = try StoreLock.take(for: path)
        let freed = Deferred { () -> Bool in
            Thread.sleep(forTimeInterval: 0.3)
            first.lock = nil
            return true
        }
        var waited: [StoreLock.Holder] = []
        let second = try StoreLock.take(for: path, waiting: 60) { waited.append($0) }
        #expect(second != nil && waited.map(\.processID) == [getpid()])
        #expect(try freed.value())
    }

    @Test func whatAKilledLoadLeftIsTakenOver() throws {
        let path = try temporaryPath()
        try Data("1 2020-01-01T00:00:00Z here\n".utf8).write(to: URL(filePath: path + StoreLock.suffix))
        let lock = try StoreLock.take(for: path)
        #expect(lock != nil)
        let text = try String(contentsOfFile: path + StoreLock.suffix, encoding: .utf8)
        #expect(text.hasPrefix("\(getpid()) "))
    }

    @Test func aLinkToAStoreIsTheStore() throws {
        let path = try temporaryPath()
        _ = try Store.create(at: path)
        let link = try temporaryPath()
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        let lock = try StoreLock.take(for: path)
        #expect(throws: StoreError.self) { try StoreLock.take(for: link) }
        withExtendedLifetime(lock) {}
    }

    @Test func aFolderThatIsNotThereIsLeftToTheStore() throws {
        #expect(try StoreLock.take(for: temporaryPath("no/such/folder/s")) == nil)
    }

    /// `.tables` tells what each of them holds.
    @Test func everyTableIsDescribed() throws {
        let store = try Store.create(at: temporaryPath())
        let tables = try store.connection.rows("select name from sqlite_schema where type = 'table' order by 1")
        let missing = tables.compactMap { $0[0].text }.filter { StoreSchema.tableDescriptions[$0]?.isEmpty ?? true }
        #expect(!tables.isEmpty && missing.isEmpty, "\(missing)")
        #expect(StoreSchema.tableDescriptions["country"] == "The countries of ISO 3166-1 with their UN M49 regions")
    }
}
