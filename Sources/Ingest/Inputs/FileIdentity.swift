import Parquet

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The identity of a file at one moment, as far as the system reports it without reading the file.
public struct FileIdentity: Sendable, Equatable {
    /// Where the file lies, whatever path leads to it.
    var place: Place
    public var byteCount: Int64
    /// When the content was last written, in nanoseconds since 1970.
    public var modifiedAt: Int64
    /// When the content, the name or the rights were last changed; unlike `modifiedAt` nobody can set it.
    var changedAt: Int64
    /// When the file was looked at.
    var seenAt: Int64

    struct Place: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    /// Times of files have the resolution of the system's clock tick: within this many nanoseconds after a change,
    /// another change may get the same time.
    private static let grain: Int64 = 100_000_000

    /// Nil if the file cannot be examined, and for anything that is not a regular file.
    public init?(_ path: String) {
        var status = stat()
        guard FileName.withSystemName(path, { stat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        self.init(status)
    }

    init(_ status: stat) {
        place = Place(
            device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino))
        byteCount = Int64(status.st_size)
        #if canImport(Glibc)
        modifiedAt = Self.nanoseconds(status.st_mtim)
        changedAt = Self.nanoseconds(status.st_ctim)
        #else
        modifiedAt = Self.nanoseconds(status.st_mtimespec)
        changedAt = Self.nanoseconds(status.st_ctimespec)
        #endif
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        seenAt = Self.nanoseconds(now)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    /// Whether both are one file, whatever paths lead to it.
    public func isSameFile(as other: FileIdentity) -> Bool { place == other.place }

    /// How a file has changed from `self` to `later`; nil if no change is visible.
    func change(to later: FileIdentity?) -> FileChange.What? {
        guard let later else { return .vanished }
        if later.byteCount != byteCount { return .size(from: byteCount, to: later.byteCount) }
        if later.place != place { return .replaced }
        return later.modifiedAt != modifiedAt ? .overwritten : nil
    }

    /// Whether the content may have changed without a visible sign. The change time moved, which happens when
    /// permissions or the name change, but also when the modification time is reset; or the file had just been written.
    func mayHide(changeTo later: FileIdentity) -> Bool {
        later.changedAt != changedAt || seenAt - changedAt < Self.grain
    }
}

/// A file that did not stay the same while it was loaded.
struct FileChange: Error, Equatable, CustomStringConvertible {
    enum What: Equatable {
        case size(from: Int64, to: Int64)
        case replaced
        case overwritten
        case vanished
        /// Time and size are the same; the content is not.
        case content

        /// A clause.
        var fact: String {
            switch self {
            case .size(let from, let to) where to > from: "it grew from \(from) to \(to) bytes"
            case .size(let from, let to): "it was cut from \(from) to \(to) bytes"
            case .replaced: "another file took its name"
            case .overwritten: "it was written to"
            case .vanished: "it was removed or renamed"
            case .content: "its content is not what was read"
            }
        }
    }

    var path: String
    var what: What

    var description: String {
        "\(path) changed while it was loaded: \(what.fact). None of its rows are stored; load it again once nothing writes to it."
    }
}
