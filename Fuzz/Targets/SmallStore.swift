import Foundation
import Ingest
import Warehouse

/// A store of eighty samples from two files, with places, multi-valued columns, measures and texts.
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
        let path = folder.appending(path: "small.sqlite").path
        let store = try Store.create(at: path)
        for (name, line) in [("small", plainLine), ("markers", markedLine)] {
            let file = folder.appending(path: "\(name).jsonl")
            try (0..<40).map(line).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
            _ = try Ingestion(store: store, options: IngestOptions()).run([file.path])
        }
        try store.indexText()
        return path
    }

    /// Columns that are guessed.
    private static func plainLine(_ row: Int) -> String {
        """
        {"source": "\(["web", "books", "sft"][row % 3])", "country": "\(["France", "Kenya", "Japan"][row % 3])", \
        "topics": ["t\(row % 4)", "t\(row % 5)"], "score": \(row % 7).5, \
        "length": \(row % 6 == 0 ? "null" : "\(row % 9)"), "text": "sample \(row)"}
        """
    }

    /// Columns of a profile of the program: these are what statements about samples ask for.
    private static func markedLine(_ row: Int) -> String {
        """
        {"dataset_source": "\(["Aya", "CulturaX", "Prism"][row % 3])", "language": "\(["eng", "swh", "jpn"][row % 3])", \
        "culture_tag": "\(["CultureAsKnowledge", "NoCulture"][row % 2])", \
        "domain_tag": "\(["Code", "Culture", "Math"][row % 3])", "task_intent_tag": "\(["OpenEnded", "Other"][row / 20])", \
        "geolocation_tag": \([#"["Kenya", "Japan"]"#, #"["France"]"#, "[]"][row % 3]), "inputs": "sample \(row)\u{FC}"}
        """
    }

    private static func made<Value>(_ body: () throws -> Value) -> Value {
        do { return try body() } catch {
            print("the store to be tried on could not be made: \(error)")
            exit(2)
        }
    }
}
