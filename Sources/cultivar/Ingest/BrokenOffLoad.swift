import Foundation
import SQLite
import Warehouse

/// The message of a load that ended early: why, what the store has, and how to continue.
struct BrokenOffLoad: Error, CustomStringConvertible {
    /// Why it ended.
    enum Cause {
        case signal(Int32)
        /// A limit that the call set was passed.
        case limit(WorkWatch.Excess)
        /// The system refused to write or read the store.
        case system(SQLError)
        /// Another program was writing to the store during the whole waiting time.
        case busy
    }

    private let cause: Cause
    private let store: String
    /// Whether there is a store: a new store without a row is removed.
    private let isStored: Bool
    private let command: String

    /// - Parameter command: the call that continues the load, as it is typed.
    init(cause: Cause, store: String, command: String) {
        self.cause = cause
        self.store = store
        self.command = command
        isStored = FileManager.default.fileExists(atPath: store)
    }

    var description: String {
        switch cause {
        case .signal(let signal):
            """
            stopped by \(Self.name(of: signal)): \(state):
              \(command)
            """
        case .limit(let excess):
            """
            stopped \(excess.cause). \(state)\(Self.condition(excess)):
              \(command)
            """
        case .system(let error):
            """
            \(store) cannot be written: \(Self.reason(error)). It is whole, and keeps the row groups written before; \
            \(Self.remedy(error)), and the same call goes on from there:
              \(command)
            """
        case .busy:
            """
            \(store) is locked: another program is writing into it. It is whole, and keeps the row groups written \
            before; end that program or wait for it (--wait SECONDS), and the same call goes on from there:
              \(command)
            """
        }
    }

    private var state: String {
        isStored
            ? "\(store) is whole and keeps every row that was counted as stored; the same call goes on from there"
            : "\(store) was not made, since no file was begun; the same call begins again"
    }

    /// A load that needs more than it may have needs it again.
    private static func condition(_ excess: WorkWatch.Excess) -> String {
        if case .memory = excess { ", with a higher limit where one record needs it" } else { "" }
    }

    /// `SIGINT (Ctrl-C)`
    private static func name(of signal: Int32) -> String {
        switch signal {
        case SIGINT: "SIGINT (Ctrl-C)"
        case SIGTERM: "SIGTERM"
        case SIGHUP: "SIGHUP (the terminal was closed)"
        default: "signal \(signal)"
        }
    }

    private static func reason(_ error: SQLError) -> String {
        switch error.systemError {
        case EFBIG: "the limit on the size of files is reached (ulimit -f)"
        case EDQUOT: "the disk quota is used up"
        case ENOSPC: "the disk is full"
        case let code?: "\(String(cString: strerror(code))) (\(error.message))"
        case nil where error.message == "database or disk is full": "the disk is full"
        case nil:
            sizeLimit.map { "\(error.message); files may have at most \($0) bytes here (ulimit -f)" } ?? error.message
        }
    }

    /// The greatest size of a file that the process may write; nil without a limit. SQLite does not always keep the
    /// system's error.
    private static var sizeLimit: UInt64? {
        var limit = rlimit()
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        #else
        let resource = RLIMIT_FSIZE
        #endif
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < UInt64(Int64.max) else { return nil }
        return UInt64(limit.rlim_cur)
    }

    private static func remedy(_ error: SQLError) -> String {
        switch error.systemError {
        case EFBIG: "raise the limit or name another store"
        case EDQUOT, ENOSPC: "make room"
        case nil where error.message == "database or disk is full": "make room"
        case nil where sizeLimit != nil: "raise the limit or name another store"
        default: "mend the cause"
        }
    }
}

/// A call as a shell takes it.
enum ShellCommand {
    static func text(_ arguments: [String]) -> String {
        (["cultivar"] + arguments).map(quoted).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
                    || "/._-=+,:@%".utf8.contains(byte)
            }
        return isPlain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
}
