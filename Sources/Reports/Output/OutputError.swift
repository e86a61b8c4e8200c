import Foundation

/// Why a result could not be written.
public enum OutputError: Error, Sendable, Equatable {
    /// The reader of the pipe has gone, as `head` does; for a command that is a quiet end.
    case closedPipe
    case cannotWrite(path: String, reason: String)

    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension OutputError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .closedPipe: "the reader of the output has closed it"
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        }
    }
}
