import Columns
import Foundation
import LocalFacts
import SQLite
import Testing
import Warehouse

/// Loads that end early: what is stored is consistent, and loading again gives the same store.
@Suite struct ResumeTests {
    private static let files = ["a.jsonl", "b.jsonl"]

    private func samples(of file: String, _ count: Int = 12) -> [TestSample] {
        TestCorpus.random(count, seed: file == Self.files[0] ? 5 : 6)
    }

    /// Loads what is missing of both files, each in steps of a row group.
    private func load(into store: Store, stepRows: Int = 5) throws {
        let load = try TestCorpus.load(into: store)
        for file in Self.files where try load.loadedFile(contentHash: "content of \(file)", dataset: "test") == nil {
            let writer = try load.begin(TestCorpus.description(file))
            let rest = samples(of: file).filter { $0.row > writer.resumeAfter }
            if rest.isEmpty { try TestCorpus.append([], to: writer) }
            for start in stride(from: 0, to: rest.count, by: stepRows) {
                if rest[start].row % 4 == 1 {
                    let row = rest[start].row
                    writer.reject(
                        RejectRecord(row: row, line: nil, byteOffset: nil, column: nil, reason: "\(row)", excerpt: nil))
                    writer.skip(2, because: "empty")
                }
                var batch = Array(rest[start..<min(start + stepRows, rest.count)])
                // The place where a resumed load begins must not change what it writes.
                for index in batch.indices { batch[index].row = rest[start + index].row }
                try TestCorpus.append(batch, to: writer)
                if start + stepRows < rest.count { try writer.suspend() }
            }
            try writer.finish(contentHash: "content of \(file)")
        }
        try load.finish()
    }

    private func expectSame(_ found: Store, _ expected: Store, _ what: String) throws {
        let found = try found.content()
        let expected = try expected.content()
        for (relation, rows) in expected where Rows.difference(rows, found[relation] ?? []) != nil {
            Issue.record("\(what): \(relation): \(Rows.difference(rows, found[relation] ?? []) ?? "")")
        }
    }

    private func copy(_ path: String) throws -> String {
        let copy = try temporaryPath()
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        return copy
    }

    /// The store's files as they lie on the disk are what a killed process leaves.
    @Test(arguments: [1, 5]) func aLoadKilledAfterAnyRowGroupIsResumed(stepRows: Int) throws {
        let complete = try Store.create(at: temporaryPath())
        try load(into: complete)
        let path = try temporaryPath()
        let store = try Store.create(at: path)
        let first = try TestCorpus.load(into: store)
        for file in Self.files {
            let writer = try first.begin(TestCorpus.description(file))
            for (index, sample) in samples(of: file).enumerated() {
                try TestCorpus.append([sample], to: writer)
                if (index + 1) % stepRows == 0 { try writer.suspend() }
                guard index % 4 == 0 else { continue }
                let killed = try Store.open(at: copy(path), access: .readWrite)
                #expect(try killed.check().problems == [], "after \(file) \(sample.row)")
                let before = file == Self.files[0] ? 0 : 12
                #expect(killed.sampleCount == before + (index + 1) / stepRows * stepRows)
                try load(into: killed, stepRows: 4)
                #expect(try killed.check().problems == [])
                try expectSame(killed, complete, "killed after \(file) \(sample.row)")
            }
            try writer.finish(contentHash: "content of \(file)")
        }
    }

    /// The pending rows of a dropped writer are lost, its row groups are not; appending the rest gives the same store.
    @Test func aDroppedWriterIsResumedInTheSameProcess() throws {
        let complete = try Store.create(at: temporaryPath())
        try load(into: complete, stepRows: 5)
        let store = try Store.create(at: temporaryPath())
        for drops in 0..<3 {
            let load = try TestCorpus.load(into: store)
            let writer = try load.begin(TestCorpus.description(Self.files[0]))
            #expect(writer.resumeAfter == Int64(drops * 5 - max(0, drops * 5 - 10)))
            #expect(writer.counts.stored == writer.resumeAfter)
            let rest = samples(of: Self.files[0]).filter { $0.row > writer.resumeAfter }
            if drops < 2 {
                if rest[0].row % 4 == 1 {
                    let row = rest[0].row
                    writer.reject(
                        RejectRecord(row: row, line: nil, byteOffset: nil, column: nil, reason: "\(row)", excerpt: nil))
                    writer.skip(2, because: "empty")
                }
                try TestCorpus.append(Array(rest[..<5]), to: writer)
                try writer.suspend()
                try TestCorpus.append(Array(rest[5...]), to: writer)
            }
        }
        // Regression: the second load in one process assigned codes that the first had already assigned.
        try load(into: store)
        try expectSame(store, complete, "after two drops")
        #expect(try store.check().problems == [])
        #expect(try store.connection.rows("select count(*) from file") == [[2]])
        #expect(
            try store.connection.rows("select row, reason from reject order by id")
                == complete.connection.rows("select row, reason from reject order by id"))
    }

    @Test func onlyTheSameFileIsResumed() throws {
        let store = try Store.create(at: temporaryPath())
        let first = try TestCorpus.load(into: store).begin(TestCorpus.description("a"))
        try TestCorpus.append(samples(of: "a"), to: first)
        try first.suspend()
        let load = try TestCorpus.load(into: store)
        #expect(try load.begin(TestCorpus.description("a")).resumeAfter == 12)
        var others = Array(repeating: TestCorpus.description("a"), count: 5)
        others[0].path = "b"
        others[1].dataset = "other"
        others[2].byteCount = 999
        others[3].headHash = "another"
        others[4].byteCount = nil
        for other in others { #expect(try load.begin(other).resumeAfter == 0, "\(other)") }
        try load.begin(TestCorpus.description("a")).finish(contentHash: nil)
        #expect(try load.begin(TestCorpus.description("a")).resumeAfter == 0)
    }

    // MARK: - Refused writes

    /// The n-th write into a table is refused, for n = 0, 1, 2 … until the load passes.
    @Test(arguments: [
        "segment", "text_block", "dictionary_value", "dictionary", "row_group", "place_resolution",
        "language_resolution",
        "reject", "skipped", "file", "load", "column_definition",
    ]) func everyRefusedWriteLeavesWholeRowGroupsOrNothing(table: String) throws {
        let complete = try Store.create(at: temporaryPath())
        let base = try copy(complete.path)
        try load(into: complete)
        let atStart = try Connection(path: base, access: .readOnly).value("select count(*) from \(table)").integer ?? 0
        var refused = 0
        while refused < 200 {
            let path = try copy(base)
            let store = try Store.open(at: path, access: .readWrite)
            try store.connection.execute(
                """
                create temp trigger refusal before insert on main.\(table)
                when (select count(*) from main.\(table)) = \(atStart + Int64(refused))
                begin
                    select raise(abort, 'refused');
                end
                """)
            let found = Result { try load(into: store) }
            if case .success = found { break }
            if case .failure(let error) = found {
                #expect("\(error)".contains("refused"), "\(table) \(refused): \(error)")
            }
            try expectWholeAndResumable(path, complete, "\(table) \(refused)", compare: refused % 12 == 0)
            refused += 1
        }
        #expect((1..<200).contains(refused))
    }

    @Test func aFullDiskLeavesWholeRowGroupsOrNothing() throws {
        let complete = try Store.create(at: temporaryPath())
        try complete.connection.execute("pragma wal_checkpoint(truncate)")
        let base = try copy(complete.path)
        try load(into: complete)
        var added: Int64 = 0
        while added < 200 {
            let path = try copy(base)
            let store = try Store.open(at: path, access: .readWrite)
            let pages = try store.connection.value("pragma page_count").integer ?? 0
            try store.connection.execute("pragma max_page_count = \(pages + added)")
            let found = Result { try load(into: store) }
            if case .success = found { break }
            try expectWholeAndResumable(path, complete, "\(added) pages", compare: added % 5 == 0)
            added += 1
        }
        #expect((1..<200).contains(added))
    }

    /// A write that was refused can be tried again by the same writer.
    @Test func aRefusedRowGroupIsWrittenAtASecondTry() throws {
        let complete = try Store.create(at: temporaryPath())
        try load(into: complete)
        let store = try Store.create(at: temporaryPath())
        let load = try TestCorpus.load(into: store)
        for file in Self.files {
            let writer = try load.begin(TestCorpus.description(file))
            try TestCorpus.append(samples(of: file), to: writer)
            try store.connection.execute(
                "create temp trigger refusal before insert on main.segment begin select raise(abort, 'refused'); end")
            #expect(throws: SQLError.self) { try writer.finish(contentHash: nil) }
            #expect(throws: SQLError.self) { try writer.suspend() }
            try store.connection.execute("drop trigger refusal")
            #expect(try writer.finish(contentHash: nil).stored == 12)
        }
        try load.finish()
        try expectSame(store, complete, "at a second try")
        #expect(try store.check().problems == [])
    }

    private func expectWholeAndResumable(_ path: String, _ complete: Store, _ what: String, compare: Bool) throws {
        let store = try Store.open(at: path, access: .readWrite)
        #expect(try store.check().problems == [], "\(what)")
        let groups = try store.connection.rows("select row_count from row_group order by id").map { $0[0].integer ?? 0 }
        #expect([5, 5, 2, 5, 5, 2].starts(with: groups), "\(what): \(groups)")
        #expect(store.sampleCount == Int(groups.reduce(0, +)))
        guard compare else { return }
        try load(into: store)
        try expectSame(store, complete, what)
        #expect(try store.check().problems == [], "\(what)")
    }
}
