import Foundation
import SQLite
import Warehouse

/// The history of typed statements across sessions: one entry per line of the file, the newest last. A line feed in an
/// entry is written `\n`, a backslash `\\`.
///
/// Every entry is appended as soon as it is typed, so that concurrent sessions keep each other's entries.
struct HistoryFile {
    /// The limit of entries that are read. The file is shortened to this number when it has twice as many.
    static let limit = 10_000

    let path: String

    /// `$CULTIVAR_HISTORY`, else `cultivar/history` in the user's state folder; nil if the variable is empty.
    static func ofUser(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> HistoryFile? {
        if let path = environment["CULTIVAR_HISTORY"] { return path.isEmpty ? nil : HistoryFile(path: path) }
        return UserFolder.state(environment).map { HistoryFile(path: $0 + "/history") }
    }

    /// The entries, the oldest first. Empty if the file does not exist or cannot be read.
    func entries() -> [String] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let lines = data.split(separator: UInt8(ascii: "\n"))
        let kept = lines.suffix(HistoryFile.limit).map { HistoryFile.unescaped(String(decoding: $0, as: UTF8.self)) }
        if lines.count > 2 * HistoryFile.limit, !FilesInUse.contains(path) {
            let text = kept.map { HistoryFile.escaped($0) + "\n" }.joined()
            try? Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        }
        return kept
    }

    /// Adds an entry at the end.
    ///
    /// - Throws: `PromptError.cannotKeepHistory`.
    func append(_ entry: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard !FilesInUse.contains(path) else {
            throw PromptError.cannotKeepHistory(path: path, reason: "it is the store")
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PromptError.cannotKeepHistory(path: path, reason: errorText(errno)) }
        defer { close(descriptor) }
        // One write, so that the entries of two sessions are not mixed.
        let bytes = Array((HistoryFile.escaped(entry) + "\n").utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            throw PromptError.cannotKeepHistory(path: path, reason: errorText(errno))
        }
    }

    static func escaped(_ entry: String) -> String {
        entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    static func unescaped(_ line: String) -> String {
        var result = ""
        var isEscape = false
        for character in line {
            if isEscape {
                result.append(character == "n" ? "\n" : character)
                isEscape = false
            } else if character == "\\" {
                isEscape = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}

/// The words of an error number of the C library.
func errorText(_ code: Int32) -> String { String(cString: strerror(code)) }
