import Parquet

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The bytes of a file, or of standard input, as they lie there.
public final class FileSource: ByteSource {
    public let name: String
    private let path: String
    public private(set) var consumedBytes: Int64 = 0
    public let totalBytes: Int64?
    private let descriptor: Int32
    private let closesDescriptor: Bool

    /// Opens the file at `path`, or standard input where it is `-`. Throws ``ReadError/cannotOpen(file:systemError:)``.
    public init(path: String) throws(ReadError) {
        self.path = path
        name = path == "-" ? "standard input" : FileName.shown(path)
        closesDescriptor = path != "-"
        descriptor =
            path == "-" ? STDIN_FILENO : FileName.withSystemName(path) { open($0, O_RDONLY | O_CLOEXEC) }
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw .cannotOpen(file: name, systemError: errno)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            if closesDescriptor { close(descriptor) }
            throw .cannotOpen(file: name, systemError: EISDIR)
        }
        totalBytes = status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
    }

    deinit {
        if closesDescriptor && descriptor >= 0 { close(descriptor) }
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            #if canImport(Glibc)
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
            let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 {
                consumedBytes += Int64(count)
                return count
            }
            if errno != EINTR { throw ReadError.readFailed(file: name, offset: consumedBytes, systemError: errno) }
        }
    }

    /// Nil for standard input, even where it is a file: what was read of it is gone.
    public func randomAccess() throws -> (any RandomAccessSource)? {
        guard closesDescriptor else { return nil }
        do { return try RandomAccessFile(path: path) } catch let error as ParquetError {
            throw ReadError.parquet(error)
        }
    }
}
