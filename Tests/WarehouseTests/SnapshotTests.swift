import SQLite
import Testing

@Suite struct SnapshotTests {
    /// Freed twice, its memory is given to two others. AddressSanitizer notices that at once.
    @Test func aSnapshotThatIsInterruptedIsFinalizedOnce() throws {
        let connection = try Connection(path: temporaryPath(), access: .create)
        try connection.execute("create table numbers (number integer)")
        connection.setProgressHandler(steps: 1) { false }
        for _ in 0..<100 { #expect(throws: SQLError.self) { try Snapshot(connection) } }
        connection.setProgressHandler(nil)
        #expect(try connection.value("select count(*) from numbers") == 0)
        _ = try Snapshot(connection)
    }
}
