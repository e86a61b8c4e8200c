import Foundation
import Reports
import SQLite
import Tabular
import TestSupport
import Testing
import Warehouse

@testable import Prompt

/// What statements may not do and take in a session.
@Suite struct LimitTests {
    /// The error of a statement; nil where it runs.
    private func error(of sql: String, _ change: (inout Session.Options) -> Void = { _ in }) throws -> (any Error)? {
        let folder = try TemporaryFolder()
        var options = Session.Options()
        change(&options)
        let question = Question(
            store: try Store.create(at: folder.path("store.sqlite")), output: MemorySink(), terminal: nil,
            options: options)
        do { try question.answer(sql, parameters: [:]) } catch { return error }
        return nil
    }

    @Test(arguments: [
        ("delete from load", ReadingPolicy.Denial.write(table: "load")),
        ("insert into load (arguments) values ('x')", .write(table: "load")),
        ("update load set version = ''", .write(table: "load")),
        ("create table t (x)", .definition(name: "")),
        ("drop table load", .definition(name: "")),
        ("alter table load rename to l", .definition(name: "")),
        ("attach '/tmp/other.sqlite' as other", .attach),
        ("vacuum into '/tmp/copy.sqlite'", .attach),
        ("pragma user_version = 7", .pragma("user_version")),
        ("pragma writable_schema = on", .pragma("writable_schema")),
        ("pragma journal_mode = delete", .pragma("journal_mode")),
        ("select load_extension('x.so')", .function("load_extension")),
        ("select writefile('x', 'y')", .function("writefile")),
    ])
    func whatIsRefused(_ sql: String, _ denial: ReadingPolicy.Denial) throws {
        let error = try error(of: sql)
        // A function that this SQLite lacks fails because it does not exist.
        if sql.contains("writefile") { return #expect("\(try #require(error))".contains("writefile")) }
        guard case .refused(let found) = error as? PromptError else {
            Issue.record("\(sql): \(String(describing: error))")
            return
        }
        if denial != .definition(name: "") { #expect(found == denial) }
    }

    @Test(arguments: [
        "select 1", "create temp table t as select 1 as x", "create temp view v as select * from samples",
        "pragma table_info('load')", "pragma user_version", "explain query plan select * from samples",
        "select * from pragma_table_info('samples')", "begin", "values (1)",
        "with recursive t (x) as (select 1 union all select x + 1 from t limit 9) select * from t",
    ])
    func whatIsAllowed(_ sql: String) throws { #expect(try error(of: sql) == nil, "\(sql)") }

    @Test func writableLiftsIt() throws {
        #expect(try error(of: "insert into source_stage values ('a', 'b')") { $0.isWritable = true } == nil)
    }

    private static let endless =
        "with recursive t (x) as (select 1 union all select x + 1 from t) select count(*) from t"

    @Test func time() throws {
        let error = try error(of: Self.endless) { $0.limits.timeout = 0.2 }
        #expect(error as? PromptError == .timedOut(seconds: 0.2))
    }

    @Test func recursion() throws {
        let error = try error(of: Self.endless) { $0.limits.recursionSteps = 1_000_000 }
        #expect(error as? PromptError == .tooMuchRecursion(steps: 1_000_000))
        // As many steps without recursion are nobody's mistake.
        let plain = "select count(*) from language_reference a, country b"
        #expect(try self.error(of: plain) { $0.limits.recursionSteps = 100_000 } == nil)
    }

    @Test func memory() throws {
        let error = try error(of: Self.endless) { $0.limits.memory = 1 << 20 }
        #expect(error as? PromptError == .outOfMemory(limit: 1 << 20))
    }

    @Test func oneStatement() throws {
        #expect(try error(of: "select 1; select 2") is PromptError)
    }
}
