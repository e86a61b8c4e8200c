import Foundation
import LocalFacts

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The right to load into a store, which one process has at a time.
///
/// A load assigns codes to new dictionary values in memory, so two concurrent loads would give one code to two values.
/// The lock is an advisory lock (`flock`) of the file `<store>-load`: the system frees it when the process ends,
/// however it ends. The file names the holder. The holder removes it. A file that a killed process left is taken over.
public final class StoreLock: Sendable {
    /// Who loads into the store.
    public struct Holder: Sendable, Equatable, CustomStringConvertible {
        /// Nil if the file does not say.
        public var processID: Int32?
        /// When the load began, in ISO 8601.
        public var since: String?
        public var host: String?

        public var description: String {
            guard let processID else { return "another process" }
            let place = host.map { $0 == ProcessInfo.processInfo.hostName ? "" : " on \($0)" } ?? ""
            return "process \(processID)\(place), since \(since ?? "an unknown time")"
        }
    }

    /// The suffix of the name of a store's lock file.
    public static let suffix = "-load"

    private let path: String
    private let descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        // While the lock is held: a process that opened the file earlier then sees that the path no longer leads to it.
        unlink(path)
        close(descriptor)
    }

    /// Takes the lock of a store, which need not exist.
    ///
    /// - Parameters:
    ///   - seconds: how long to wait for another load to end.
    ///   - whenWaiting: is called once, before the wait.
    ///   - isStopped: ends the wait; asked ten times a second.
    /// - Returns: nil if no lock file can be made, as in a read-only folder, where opening the store fails anyway; and
    ///   if the file system has no locks.
    /// - Throws: `StoreError.isBeingLoaded`; `SystemError` if the lock file cannot be made for another reason.
    public static func take(
        for store: String, waiting seconds: Double = 0, whenWaiting: (Holder) -> Void = { _ in },
        isStopped: () -> Bool = { false }
    ) throws -> StoreLock? {
        let path = resolved(store) + suffix
        let end = ContinuousClock.now + .seconds(seconds)
        var hasSaidSo = false
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                if [EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR].contains(errno) { return nil }
                throw SystemError(path: path, code: errno)
            }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                if isSame(descriptor, path) {
                    write(to: descriptor)
                    return StoreLock(path: path, descriptor: descriptor)
                }
                // The previous holder has removed the file since it was opened here.
                close(descriptor)
                continue
            }
            let code = errno
            let holder = holder(descriptor)
            close(descriptor)
            if code == EINTR { continue }
            guard code == EWOULDBLOCK else { return nil }
            guard ContinuousClock.now < end, !isStopped() else {
                throw StoreError.isBeingLoaded(path: store, by: "\(holder)")
            }
            if !hasSaidSo { whenWaiting(holder) }
            hasSaidSo = true
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    /// The path that all names of one store lead to.
    private static func resolved(_ store: String) -> String {
        if let real = realpath(store, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        let url = URL(filePath: store)
        return url.deletingLastPathComponent().resolvingSymlinksInPath().appending(path: url.lastPathComponent).path
    }

    private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
        var own = stat()
        var found = stat()
        return fstat(descriptor, &own) == 0 && stat(path, &found) == 0 && own.st_ino == found.st_ino
            && own.st_dev == found.st_dev
    }

    /// On a full disk the file stays empty, and others cannot see who the holder is.
    private static func write(to descriptor: Int32) {
        let since = Date.now.formatted(.iso8601)
        let text = "\(getpid()) \(since) \(ProcessInfo.processInfo.hostName)\n"
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    private static func holder(_ descriptor: Int32) -> Holder {
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count >= 3 else { return Holder() }
        return Holder(processID: Int32(words[0]), since: String(words[1]), host: String(words[2]))
    }
}

/// What the system refused to do with a file.
public struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
    public var path: String
    /// `errno`.
    public var code: Int32

    public init(path: String, code: Int32) {
        self.path = path
        self.code = code
    }

    public var description: String { "\(path): \(String(cString: strerror(code)))" }
}
