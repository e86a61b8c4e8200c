import Foundation
import SQLite

/// Why a result could not be written.
public enum OutputError: Error, Sendable, Equatable {
    /// The reader has closed the pipe, as `head` does; the command then ends silently.
    case closedPipe
    case cannotWrite(path: String, reason: String)
    /// The file is the store, or another one that is read now.
    case isRead(path: String)
    /// A store, or a database of another program.
    case isDatabase(path: String)

    /// Checks that a file may be replaced: it is not one that is being read, and no database.
    ///
    /// - Throws: `isRead`, `isDatabase`.
    public static func requireReplaceable(_ path: String) throws {
        if FilesInUse.contains(path) { throw OutputError.isRead(path: path) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        var start = [UInt8](repeating: 0, count: databaseStart.count)
        let count = pread(descriptor, &start, start.count, 0)
        if count == start.count, start == databaseStart { throw OutputError.isDatabase(path: path) }
    }

    /// How every file of SQLite begins.
    private static let databaseStart = Array("SQLite format 3\0".utf8)

    /// What the system says of an error number.
    public static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension OutputError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .closedPipe: "the reader of the output has closed it"
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        case .isRead(let path): "\(path) is not written over: it is read now; name another file"
        case .isDatabase(let path): "\(path) is not written over: it is a SQLite database; name another file"
        }
    }
}
