import Foundation
import SQLite

/// Writes to an open file: standard output, a pipe, a file on disk.
public final class FileDescriptorSink: TextSink {
    private let descriptor: Int32
    private let name: String
    private let closesAtEnd: Bool
    private var isChecked = false

    /// Standard output. The process must ignore SIGPIPE, so that a closed pipe gives an error instead of ending the
    /// process.
    public static func standardOutput() -> FileDescriptorSink {
        FileDescriptorSink(descriptor: STDOUT_FILENO, name: "standard output", closesAtEnd: false)
    }

    /// Makes the file, or empties it where there is one.
    ///
    /// - Throws: `OutputError.cannotWrite`.
    public convenience init(creating path: String) throws {
        try OutputError.requireReplaceable(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw OutputError.cannotWrite(path: path, reason: OutputError.reason(errno)) }
        self.init(descriptor: descriptor, name: path, closesAtEnd: true)
    }

    init(descriptor: Int32, name: String, closesAtEnd: Bool) {
        self.descriptor = descriptor
        self.name = name
        self.closesAtEnd = closesAtEnd
    }

    deinit {
        if closesAtEnd { close(descriptor) }
    }

    /// - Throws: `OutputError.closedPipe` if the reader has closed the pipe, `OutputError.cannotWrite`.
    public func write(_ bytes: [UInt8]) throws {
        if !isChecked {
            // As by `>> corpus.sqlite`.
            guard !FilesInUse.contains(descriptor: descriptor) else { throw OutputError.isRead(path: name) }
            isChecked = true
        }
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EPIPE {
                    throw OutputError.closedPipe
                } else if errno != EINTR {
                    throw OutputError.cannotWrite(path: name, reason: OutputError.reason(errno))
                }
            }
        }
    }
}
