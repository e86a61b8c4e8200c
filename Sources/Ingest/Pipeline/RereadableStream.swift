import Foundation
import Parallel
import Readers

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A stream that is kept in a temporary file while it is read, so that it can be read from its beginning again.
///
/// `Sendable` because all mutable state is accessed under the monitor's lock.
final class RereadableStream: @unchecked Sendable {
    private let source: any ByteSource
    private let monitor = Monitor()
    /// A file without a name, which is gone when it is closed; -1 until the stream is opened.
    private var file: Int32 = -1
    private var keptByteCount = 0

    init(_ source: any ByteSource) { self.source = source }

    deinit { if file >= 0 { close(file) } }

    /// The stream from its beginning.
    ///
    /// - Throws: `ReadError` if no temporary file can be made.
    func open() throws -> any ByteSource {
        try monitor.withLock { if file < 0 { file = try temporaryFile() } }
        return Reading(of: self)
    }

    private func temporaryFile() throws -> Int32 {
        // SQLite keeps its temporary files in the same folder.
        let folder = ProcessInfo.processInfo.environment["SQLITE_TMPDIR"].map { URL(fileURLWithPath: $0) }
        var template = (folder ?? FileManager.default.temporaryDirectory).appending(path: "cultivar-XXXXXX").path
            .utf8CString.map { $0 }
        let file = mkstemp(&template)
        guard file >= 0 else { throw ReadError.cannotOpen(file: source.name, systemError: errno) }
        unlink(template)
        return file
    }

    private func read(from offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try monitor.withLock {
            if offset < keptByteCount {
                let count = pread(file, buffer.baseAddress, min(buffer.count, keptByteCount - offset), off_t(offset))
                guard count > 0 else { throw failure(at: offset) }
                return count
            }
            let count = try source.read(into: buffer)
            var written = 0
            while written < count {
                let more = pwrite(
                    file, buffer.baseAddress.map { $0 + written }, count - written, off_t(keptByteCount + written))
                guard more > 0 else { throw failure(at: keptByteCount) }
                written += more
            }
            keptByteCount += count
            return count
        }
    }

    private func failure(at offset: Int) -> ReadError {
        .readFailed(file: source.name, offset: Int64(offset), systemError: errno)
    }

    /// One way through the stream.
    private final class Reading: ByteSource, @unchecked Sendable {
        private let stream: RereadableStream
        private var offset = 0

        init(of stream: RereadableStream) { self.stream = stream }

        var name: String { stream.source.name }
        var consumedBytes: Int64 { Int64(offset) }
        var totalBytes: Int64? { stream.source.totalBytes }

        func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            let count = try stream.read(from: offset, into: buffer)
            offset += count
            return count
        }
    }
}
