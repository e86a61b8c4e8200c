import Digests
import Foundation
import Parquet
import Readers

/// A file that a call is to load.
public struct InputFile: Sendable, Hashable {
    /// What lies at the path.
    public enum Kind: Sendable, Hashable {
        case file
        /// A pipe or device, which can be read once: `<(…)`, a named pipe, `/dev/stdin`.
        case stream
        /// Something in a folder that is not a file, in words, such as `a socket`. It is not read.
        case special(String)
        /// It cannot be examined, or is a folder that cannot be listed; the system's `errno`.
        case unreadable(Int32)
    }

    /// Its name in messages and in the store: as it was given, or the folder as given with the path below it. A byte
    /// that is not UTF-8 is written as `\xE9`.
    public var path: String
    /// The folder whose content is ingested, where it was found in one.
    public var folder: String?
    public var kind = Kind.file
    /// The path to open, as `FileName` writes bytes that are not UTF-8.
    public var location: String
    /// How it is written, as far as the call says.
    public var reading = ReadingOverride()

    /// - Parameter location: the path, as `FileName` writes it.
    public init(path location: String, folder: String? = nil, kind: Kind = .file) {
        path = FileName.shown(location)
        self.location = location
        self.folder = folder
        self.kind = kind
    }

    public var isStandardInput: Bool { location == "-" }

    /// Whether it can be read once only, from its beginning to its end.
    public var isStream: Bool { isStandardInput || kind == .stream }

    /// The path from the root of the file system, which patterns and captures of profiles are matched with.
    public var fullPath: String { URL(fileURLWithPath: location).standardizedFileURL.path }

    /// SHA-256 of the full path: the store tells by it that a file has changed. Nil for a stream.
    var locationHash: String? { isStream ? nil : ContentHash.of(Array(fullPath.utf8)) }

    /// Where look-up files are searched: beside the file and in the folders above it, up to the one that is ingested,
    /// at least three.
    public var lookUpFolders: [String] {
        var folders: [String] = []
        let top = folder.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
        var next = URL(fileURLWithPath: location).standardizedFileURL.deletingLastPathComponent()
        var reachedTop = top == nil
        while next.path != "/", folders.count < 3 || !reachedTop {
            folders.append(next.path)
            reachedTop = reachedTop || next.path == top
            next.deleteLastPathComponent()
        }
        return folders
    }

    /// The size on disk; nil for a stream, and where there is no such file.
    public var byteCount: Int64? { isStream ? nil : identity?.byteCount }

    /// What the file is now; nil for a stream, and where there is no such file.
    public var identity: FileIdentity? { isStream ? nil : FileIdentity(fullPath) }

    /// Why the file cannot be read, where that is known before it is opened.
    var failure: ReadError? {
        if case .unreadable(let code) = kind { ReadError.cannotOpen(file: path, systemError: code) } else { nil }
    }
}

extension InputFile {
    /// The files that the arguments of a call name: files, folders with all that is below them, patterns, and `-` for
    /// standard input. Hidden files are left out; the order is that of the arguments, in a folder that of the names.
    /// Anything that is not a file or cannot be examined is included, and its `kind` says so, as of a file that is
    /// named a second time.
    ///
    /// - Throws: `IngestError.notFound`.
    public static func files(for arguments: [String]) throws -> [InputFile] {
        var paths: [FileIdentity.Place: String] = [:]
        return try arguments.flatMap(files(for:)).map { file in
            guard file.kind == .file, let place = file.identity?.place else { return file }
            if let first = paths[place] {
                var repeated = file
                repeated.kind = .special("the same file as \(first)")
                return repeated
            }
            paths[place] = file.path
            return file
        }
    }

    private static func files(for argument: String) throws -> [InputFile] {
        if argument == "-" { return [InputFile(path: "-")] }
        var status = stat()
        if FileName.withSystemName(argument, { stat($0, &status) }) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFDIR: return files(below: argument)
            case S_IFREG: return [InputFile(path: argument)]
            default: return [InputFile(path: argument, kind: .stream)]
            }
        }
        let code = errno
        guard code == ENOENT else { return [InputFile(path: argument, kind: .unreadable(code))] }
        let matches = files(matching: argument)
        if matches.isEmpty { throw IngestError.notFound(FileName.shown(argument)) }
        return matches
    }

    private static func files(below folder: String) -> [InputFile] {
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return FolderWalk(below: folder).entries.map { entry in
            // Without a name the entry is the folder itself, which cannot be listed.
            let path = entry.name.isEmpty ? folder : prefix + FileName.string(entry.name)
            return InputFile(path: path, folder: folder, kind: entry.kind)
        }
    }

    /// The files that match a pattern that the shell has not expanded. They are searched below its part without
    /// wildcards.
    private static func files(matching pattern: String) -> [InputFile] {
        let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
        let fixed = parts.prefix { part in !part.contains { "*?".contains($0) } }
        guard fixed.count < parts.count else { return [] }
        let folder = fixed.isEmpty ? "." : fixed == [""] ? "/" : fixed.joined(separator: "/")
        let tail = PathPattern(parts.dropFirst(fixed.count).joined(separator: "/"))
        return files(below: folder).compactMap { file in
            let below = file.location.dropFirst(folder.count).drop { $0 == "/" }
            guard tail.matchesWhole(String(below)) else { return nil }
            return InputFile(path: fixed.isEmpty ? String(below) : file.location, kind: file.kind)
        }
    }
}
