import Foundation
import SQLite
import Testing
import Warehouse

@Suite struct InterruptTests {
    /// Only `interrupt` may be called from another thread, which is all that this is for.
    private struct Interrupter: @unchecked Sendable {
        let connection: Connection

        /// Interrupts repeatedly until the statement ends: a statement that has not begun yet would not notice a single
        /// interrupt.
        func start(_ isOver: Flag) {
            Thread.detachNewThread {
                while !isOver.isSet {
                    Thread.sleep(forTimeInterval: 0.02)
                    connection.interrupt()
                }
            }
        }
    }

    private final class Flag: @unchecked Sendable {
        private let lock = NSLock()
        private var value = false

        var isSet: Bool { lock.withLock { value } }
        func set() { lock.withLock { value = true } }
    }

    /// Each would run for longer than any test; that it ends is what is tested.
    @Test(arguments: [
        "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c",
        "select count(*) from samples as a, samples as b, samples as c, samples as d, samples as e, samples as f where a.id + b.id > 0",
        "select sum(a.n * b.n) from samples as a join places as b on a.id < b.id join places as c join places as d join places as e",
        "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c, samples where text = cast(x as text)",
    ]) func aStatementThatRunsIsStopped(sql: String) throws {
        let store = try TestCorpus.twoFiles(200, at: temporaryPath())
        let isOver = Flag()
        Interrupter(connection: store.connection).start(isOver)
        let error = #expect(throws: SQLError.self) { try store.connection.rows(sql) }
        isOver.set()
        #expect(error?.isInterrupt == true, "\(String(describing: error))")
        Thread.sleep(forTimeInterval: 0.1)
        #expect(try store.connection.value("select sum(n) from samples") == 200)
    }
}
