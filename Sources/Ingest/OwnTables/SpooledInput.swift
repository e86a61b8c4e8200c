import Foundation
import Readers

/// A stream, such as standard input, as a temporary file, since it is read twice.
final class SpooledInput {
    let path: String

    /// Reads the stream to its end.
    ///
    /// - Throws: `ReadError`, `OwnTableError.cannotSpool`.
    init(of stream: String) throws {
        // SQLite keeps its temporary files in the same folder.
        let folder = ProcessInfo.processInfo.environment["SQLITE_TMPDIR"].map { URL(fileURLWithPath: $0) }
        let url = (folder ?? FileManager.default.temporaryDirectory)
            .appending(path: "cultivar-\(UUID().uuidString)\(SpooledInput.ending(of: stream))")
        path = url.path
        let source = try FileSource(path: stream)
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw OwnTableError.cannotSpool(path: stream, reason: "\(path) cannot be made")
        }
        let file = try FileHandle(forWritingTo: url)
        defer { try? file.close() }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { break }
            do {
                try file.write(contentsOf: Data(buffer[..<count]))
            } catch {
                throw OwnTableError.cannotSpool(path: stream, reason: error.localizedDescription)
            }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The format follows from the name; standard input has none.
    private static func ending(of stream: String) -> String {
        let name = stream.split(separator: "/").last ?? ""
        return String(name.drop { $0 != "." })
    }
}
