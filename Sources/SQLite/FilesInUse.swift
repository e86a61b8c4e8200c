import Foundation

/// The files that this process reads, so that no result is written over one of them through any path or link.
public enum FilesInUse {
    /// A file that is read for as long as this lives.
    public final class Entry: Sendable {
        private let path: String

        /// - Parameter path: the path of an existing file.
        public init(_ path: String) {
            self.path =
                realpath(path, nil).map { resolved in
                    defer { free(resolved) }
                    return String(cString: resolved)
                } ?? path
            FilesInUse.count(self.path, by: 1)
        }

        deinit { FilesInUse.count(path, by: -1) }
    }

    /// What SQLite keeps beside a database.
    private static let companions = ["", "-wal", "-shm", "-journal"]

    private static let lock = NSLock()
    nonisolated(unsafe) private static var paths: [String: Int] = [:]

    /// Whether a path, or the open file of a descriptor, leads to a file that is read, or to one of its companions.
    public static func contains(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return isRead(status)
    }

    /// - Parameter descriptor: of an open file.
    public static func contains(descriptor: Int32) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return false }
        return isRead(status)
    }

    private static func isRead(_ status: stat) -> Bool {
        guard status.st_mode & S_IFMT == S_IFREG else { return false }
        return lock.withLock { Array(paths.keys) }.contains { path in
            companions.contains { companion in
                var other = stat()
                return stat(path + companion, &other) == 0 && other.st_dev == status.st_dev
                    && other.st_ino == status.st_ino
            }
        }
    }

    private static func count(_ path: String, by change: Int) {
        lock.withLock {
            let count = (paths[path] ?? 0) + change
            paths[path] = count > 0 ? count : nil
        }
    }
}
