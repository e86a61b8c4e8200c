import Foundation
import Ingest
import Warehouse

/// A store of some forty samples in two row groups, with places, a multi-valued column, a measure and texts.
enum SmallStore {
    /// The store, open for reading only.
    nonisolated(unsafe) static let opened: Store = made { try Store.open(at: path, access: .readOnly) }

    /// The bytes of its file.
    static let bytes: [UInt8] = made { Array(try Data(contentsOf: URL(filePath: path))) }

    /// A folder of this process.
    static let folder: URL = made {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cultivar-fuzz-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private static let path: String = made {
        let file = folder.appending(path: "small.jsonl")
        let lines = (0..<40).map { row in
            """
            {"source": "\(["web", "books", "sft"][row % 3])", "country": "\(["France", "Kenya", "Japan"][row % 3])", \
            "topics": ["t\(row % 4)", "t\(row % 5)"], "score": \(row % 7).5, "text": "sample \(row)"}
            """
        }
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        let path = folder.appending(path: "small.sqlite").path
        let store = try Store.create(at: path)
        _ = try Ingestion(store: store, options: IngestOptions()).run([file.path])
        return path
    }

    private static func made<Value>(_ body: () throws -> Value) -> Value {
        do { return try body() } catch {
            print("the store to be tried on could not be made: \(error)")
            exit(2)
        }
    }
}
