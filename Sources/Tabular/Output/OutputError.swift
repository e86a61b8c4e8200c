import Foundation
import SQLite

/// Why a result could not be written.
public enum OutputError: Error, Sendable, Equatable {
    /// The reader has closed the pipe, as `head` does; the command then ends silently.
    case closedPipe
    case cannotWrite(path: String, reason: String)
    /// The file is the store, or another one that is read now.
    case isRead(path: String)

    /// Checks that a file to be written is not one that is being read.
    ///
    /// - Throws: `isRead`.
    public static func requireUnread(_ path: String) throws {
        if FilesInUse.contains(path) { throw OutputError.isRead(path: path) }
    }

    /// What the system says of an error number.
    public static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension OutputError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .closedPipe: "the reader of the output has closed it"
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        case .isRead(let path): "\(path) is not written over: it is read now; name another file"
        }
    }
}
