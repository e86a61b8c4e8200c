import Foundation

/// A file of a profile, a look-up or stages: read whole into memory, and so only up to a size.
enum SmallFile {
    /// Bytes of a look-up file or a file of stages.
    static let mostLookUpBytes: Int64 = 1 << 28
    /// Bytes of a profile.
    static let mostProfileBytes = 1 << 20

    /// Why such a file is not read.
    enum Fault: Error, Equatable, CustomStringConvertible {
        case device, folder
        case tooLong(bytes: Int64)

        var description: String {
            switch self {
            case .device: "it is a device, and not a file"
            case .folder: "it is a folder"
            case .tooLong(let bytes): "it is longer than \(bytes >> 20) MB"
            }
        }
    }

    /// Checks that a path leads to a file or a pipe, and that a file is not too long.
    ///
    /// - Throws: `Fault`. A file that is not there is no fault.
    static func check(_ path: String, limit: Int64) throws(Fault) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFCHR, S_IFBLK: throw .device
        case S_IFDIR: throw .folder
        case S_IFREG where Int64(status.st_size) > limit: throw .tooLong(bytes: limit)
        default: break
        }
    }

    /// The content of a file; nil if it cannot be read.
    ///
    /// - Throws: `Fault`, also where a pipe gives more than `limit` bytes.
    static func content(of path: String, limit: Int) throws(Fault) -> Data? {
        try check(path, limit: Int64(limit))
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        var content = Data()
        while let bytes = try? file.read(upToCount: 1 << 16), !bytes.isEmpty {
            content.append(bytes)
            if content.count > limit { throw .tooLong(bytes: Int64(limit)) }
        }
        return content
    }
}
