#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file, read by `pread`.
public final class RandomAccessFile: RandomAccessSource {
    public let name: String
    public let byteCount: Int64
    private let descriptor: Int32

    /// Opens the regular file at `path`. Throws ``ParquetError``.
    public init(path: String) throws {
        name = FileName.shown(path)
        descriptor = FileName.withSystemName(path) { open($0, O_RDONLY | O_CLOEXEC) }
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            byteCount = 0
            throw ParquetError(.cannotOpen(systemError: errno), at: ParquetPlace(file: name, part: .frame))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            byteCount = 0
            let code = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : ESPIPE
            throw ParquetError(.cannotOpen(systemError: code), at: ParquetPlace(file: name, part: .frame))
        }
        byteCount = Int64(status.st_size)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(ParquetProblem) {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(done))
            if count > 0 {
                done += count
            } else if count == 0 {
                throw .fileEndsEarly
            } else if errno != EINTR {
                throw .readFailed(systemError: errno)
            }
        }
    }
}
