import Parquet

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Finds what is below a folder, by names that are bytes and not text.
///
/// Hidden files and folders are skipped. A link to a file counts as the file; a link to a folder is not followed,
/// because it may lead back.
struct FolderWalk {
    /// Something that was found, with its path below the folder.
    struct Entry {
        var name: [UInt8]
        var kind: InputFile.Kind
    }

    private(set) var entries: [Entry] = []
    private let root: String

    /// - Parameter root: is followed where it is a link.
    init(below root: String) {
        self.root = root
        walk([])
        entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    }

    private mutating func walk(_ folder: [UInt8]) {
        var failure: Int32 = 0
        let path = folder.isEmpty ? FileName.bytes(root) : FileName.bytes(root) + [slash] + folder
        let names = Self.names(in: path, failure: &failure)
        if failure != 0 { entries.append(Entry(name: folder, kind: .unreadable(failure))) }
        for name in names where name.bytes.first != UInt8(ascii: ".") {
            let below = folder.isEmpty ? name.bytes : folder + [slash] + name.bytes
            switch Self.kind(of: path + [slash] + name.bytes, hint: name.type) {
            case .folder: walk(below)
            case .other(let kind): entries.append(Entry(name: below, kind: kind))
            }
        }
    }

    private let slash = UInt8(ascii: "/")

    private enum Found {
        case folder
        case other(InputFile.Kind)
    }

    private static func kind(of path: [UInt8], hint: UInt8) -> Found {
        var status = stat()
        var own = stat()
        let (code, ownCode) = path.withCharacters { (stat($0, &status), lstat($0, &own)) }
        guard code == 0 else {
            // A file is opened when it is loaded, and errors are reported then. A folder is never loaded itself.
            let isFolder = ownCode == 0 ? own.st_mode & S_IFMT == S_IFDIR : Int(hint) == Int(DT_DIR)
            return isFolder ? .folder : .other(.file)
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            return own.st_mode & S_IFMT == S_IFLNK ? .other(.special("a link to a folder")) : .folder
        }
        return .other(InputFile.Kind(inFolder: status.st_mode))
    }

    private static func names(in folder: [UInt8], failure: inout Int32) -> [(bytes: [UInt8], type: UInt8)] {
        guard let stream = folder.withCharacters({ opendir($0) }) else {
            failure = errno
            return []
        }
        defer { closedir(stream) }
        var names: [(bytes: [UInt8], type: UInt8)] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                failure = errno
                return names
            }
            let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
            let name = UnsafeRawPointer(entry) + offset
            let count = strlen(name.assumingMemoryBound(to: CChar.self))
            names.append((Array(UnsafeRawBufferPointer(start: name, count: count)), entry.pointee.d_type))
        }
    }
}

extension InputFile.Kind {
    /// What lies in a folder: only a regular file is read.
    init(inFolder mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFIFO: self = .special("a pipe")
        case S_IFSOCK: self = .special("a socket")
        case S_IFCHR, S_IFBLK: self = .special("a device")
        default: self = .special("no file")
        }
    }
}

extension [UInt8] {
    fileprivate func withCharacters<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (self + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map(body) ?? "".withCString(body)
            }
        }
    }
}
