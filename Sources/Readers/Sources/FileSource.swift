import Parquet

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The bytes of a file, or of standard input, unchanged.
public final class FileSource: ByteSource {
    public let name: String
    private let path: String
    public private(set) var consumedBytes: Int64 = 0
    public let totalBytes: Int64?
    private let descriptor: Int32
    private let closesDescriptor: Bool
    private let whileWaiting: (@Sendable () throws -> Void)?

    /// How long a pipe without bytes is waited for until `whileWaiting` is called again.
    private static let waitMilliseconds: Int32 = 100

    /// Opens the file at `path`, or standard input where it is `-`.
    ///
    /// - Parameter whileWaiting: is called before each read of a pipe, and repeatedly while it has no bytes; what it
    ///   throws, the read throws.
    /// - Throws: ``ReadError/cannotOpen(file:systemError:)``.
    public init(path: String, whileWaiting: (@Sendable () throws -> Void)? = nil) throws(ReadError) {
        self.path = path
        name = path == "-" ? "standard input" : FileName.shown(path)
        closesDescriptor = path != "-"
        // Opening a named pipe would wait for its writer, and nothing could end that.
        let flags = O_RDONLY | O_CLOEXEC | (whileWaiting == nil ? 0 : O_NONBLOCK)
        descriptor = path == "-" ? STDIN_FILENO : FileName.withSystemName(path) { open($0, flags) }
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw .cannotOpen(file: name, systemError: errno)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            if closesDescriptor { close(descriptor) }
            throw .cannotOpen(file: name, systemError: EISDIR)
        }
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        totalBytes = isRegular ? Int64(status.st_size) : nil
        self.whileWaiting = isRegular ? nil : whileWaiting
    }

    deinit {
        if closesDescriptor && descriptor >= 0 { close(descriptor) }
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            try waitForBytes()
            #if canImport(Glibc)
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
            let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 {
                consumedBytes += Int64(count)
                return count
            }
            // EAGAIN: another reader of the pipe was faster.
            if errno != EINTR, errno != EAGAIN {
                throw ReadError.readFailed(file: name, offset: consumedBytes, systemError: errno)
            }
        }
    }

    /// Returns once there is something to read: bytes, the end, or an error.
    private func waitForBytes() throws {
        guard let whileWaiting else { return }
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            try whileWaiting()
            let ready = poll(&state, 1, Self.waitMilliseconds)
            if ready > 0 || ready < 0 && errno != EINTR { return }
        }
    }

    /// Nil for standard input, even if it is a file: its bytes may have been read already.
    public func randomAccess() throws -> (any RandomAccessSource)? {
        guard closesDescriptor else { return nil }
        do { return try RandomAccessFile(path: path) } catch let error as ParquetError {
            throw ReadError.parquet(error)
        }
    }
}
