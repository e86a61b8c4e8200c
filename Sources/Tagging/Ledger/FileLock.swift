import Foundation

/// A file that one process holds. The system releases it when the process ends in any way.
final class FileLock {
    private let descriptor: Int32

    /// - Parameter path: of the lock, beside what it protects. The file stays: if it were removed, two processes could
    ///   hold two files of the same name.
    /// - Throws: `LedgerError`.
    init(path: String, protecting file: String) throws {
        descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw LedgerError.file(path: path, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            // The file is closed by `deinit`, which runs for an initializer that throws, too.
            let code = errno
            throw code == EWOULDBLOCK
                ? LedgerError.inUse(path: file)
                : LedgerError.file(path: path, reason: String(cString: strerror(code)))
        }
    }

    deinit { close(descriptor) }
}
