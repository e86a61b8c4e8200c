import Foundation

/// Lines of a script: standard input if that is not a terminal, or a file.
public final class FileLineSource: LineSource {
    public let isInteractive: Bool
    public let name: String
    /// Nil where standard input is closed: it has no lines.
    private let stream: UnsafeMutablePointer<FILE>?

    /// Standard input; if it is a terminal that can only print (TERM=dumb), after a plain prompt.
    public static func standardInput() -> FileLineSource {
        FileLineSource(
            stream: fdopen(dup(STDIN_FILENO), "r"), name: "standard input", isInteractive: isatty(STDIN_FILENO) != 0)
    }

    /// - Throws: `PromptError.cannotRead`.
    convenience init(path: String) throws {
        // A folder can be opened and then not read.
        var isFolder = ObjCBool(false)
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, !isFolder.boolValue, let stream = fopen(path, "re") else {
            throw PromptError.cannotRead(
                path: path,
                reason: isFolder.boolValue ? "it is a folder" : exists ? String(cString: strerror(errno)) : nil)
        }
        self.init(stream: stream, name: path, isInteractive: false)
    }

    private init(stream: UnsafeMutablePointer<FILE>?, name: String, isInteractive: Bool) {
        self.stream = stream
        self.name = name
        self.isInteractive = isInteractive
    }

    deinit {
        if let stream { fclose(stream) }
    }

    public func nextLine(prompt: String) -> String? {
        guard let stream else { return nil }
        if isInteractive { try? FileHandle.standardOutput.write(contentsOf: Data(prompt.utf8)) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        let count = getline(&line, &capacity, stream)
        guard count >= 0, let line else { return nil }
        let bytes = UnsafeRawBufferPointer(start: line, count: count)
        let end = bytes.last == UInt8(ascii: "\n") ? count - 1 : count
        return String(decoding: bytes[..<end], as: UTF8.self)
    }
}
