import Foundation
import SQLite

/// A file that gets its name when it is complete. The previous file stays until then, and stays permanently if writing
/// fails.
///
/// The bytes go to `NAME.part` in the same folder, are synced, and the file is renamed; the folder is synced too, so
/// that the new name survives a crash of the machine.
public final class AtomicFile: TextSink {
    public let path: String
    private let part: String
    private let descriptor: Int32
    /// Nil once the file is whole.
    private var sink: FileDescriptorSink?
    private var isRenamed = false

    /// Begins a file. A link is followed: the file that it leads to is replaced.
    ///
    /// - Throws: `OutputError.cannotWrite`, also if another process is writing this file.
    public init(path: String) throws {
        self.path = AtomicFile.target(of: path)
        part = self.path + ".part"
        for target in [self.path, part] where FilesInUse.contains(target) { throw OutputError.isRead(path: path) }
        try OutputError.requireReplaceable(self.path)
        descriptor = open(part, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw OutputError.cannotWrite(path: path, reason: OutputError.reason(errno)) }
        sink = FileDescriptorSink(descriptor: descriptor, name: path, closesAtEnd: true)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            isRenamed = true
            throw OutputError.cannotWrite(path: path, reason: "another process is writing it")
        }
        AtomicFile.note(part, isUnfinished: true)
        // What a killed run left of it.
        guard ftruncate(descriptor, 0) == 0 else {
            throw OutputError.cannotWrite(path: path, reason: OutputError.reason(errno))
        }
    }

    deinit {
        if !isRenamed {
            unlink(part)
            AtomicFile.note(part, isUnfinished: false)
        }
    }

    /// Writes a whole file; a pipe or device is written in place.
    ///
    /// - Throws: `OutputError`.
    public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        if isSpecial(path) { return try FileDescriptorSink(creating: path).write(Array(bytes)) }
        let file = try AtomicFile(path: path)
        try file.write(Array(bytes))
        try file.commit()
    }

    private static let lock = NSLock()
    /// The parts that are being written, under the lock.
    nonisolated(unsafe) private static var unfinished: Set<String> = []

    /// Removes the parts of all incomplete files, on a thread that ends the process while others write.
    public static func discardUnfinished() {
        lock.withLock { for part in unfinished { unlink(part) } }
    }

    private static func note(_ part: String, isUnfinished: Bool) {
        lock.withLock {
            if isUnfinished { unfinished.insert(part) } else { unfinished.remove(part) }
        }
    }

    /// Whether a path leads to something that is written in place and cannot be replaced: a pipe, a device.
    public static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    private static func target(of path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// - Throws: `OutputError.cannotWrite`.
    public func write(_ bytes: [UInt8]) throws { try sink?.write(bytes) }

    /// Syncs all bytes to the disk, and closes the file. Nothing is written afterwards.
    ///
    /// - Throws: `OutputError.cannotWrite`.
    public func seal() throws {
        guard sink != nil else { return }
        guard fsync(descriptor) == 0 else {
            throw OutputError.cannotWrite(path: path, reason: OutputError.reason(errno))
        }
        sink = nil
    }

    /// Gives the file its name.
    ///
    /// - Throws: `OutputError.cannotWrite`.
    public func commit() throws {
        try seal()
        guard rename(part, path) == 0 else {
            throw OutputError.cannotWrite(path: path, reason: OutputError.reason(errno))
        }
        isRenamed = true
        AtomicFile.note(part, isUnfinished: false)
        let slash = path.lastIndex(of: "/")
        let folder = open(slash.map { String(path[...$0]) } ?? ".", O_RDONLY | O_CLOEXEC)
        // Not every file system can sync a folder; the file itself is safe.
        if folder >= 0 {
            _ = fsync(folder)
            close(folder)
        }
    }
}
