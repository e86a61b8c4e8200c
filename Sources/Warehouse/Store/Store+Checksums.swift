import LocalFacts
import SQLite

extension Store {
    /// Runs `body`, which writes what the program itself decides, and updates the checksums.
    ///
    /// - Throws: what `body` throws; `SQLError`.
    func recordingChecksums<Result>(_ body: () throws -> Result) throws -> Result {
        guard connection.recorder == nil, try StoreChecksums.areKept(on: connection) else { return try body() }
        try beginRecording()
        defer { endRecording() }
        return try body()
    }

    /// From here on the connection updates checksums as it writes, and does not verify a table that it is writing.
    func beginRecording() throws {
        connection.recorder = try ChecksumRecorder(connection)
        catalogue.verifier.isSuspended = true
    }

    func endRecording() {
        catalogue.verifier.isSuspended = false
        connection.recorder?.end()
        connection.recorder = nil
    }
}
