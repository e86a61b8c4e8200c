import Foundation
import TestSupport

/// The suite parquet-testing, kept beside the package.
enum Suite {
    static let folder = PackageRoot.shared.appending(path: "suites/parquet-testing")
    static let isPresent = FileManager.default.fileExists(atPath: folder.appending(path: "data").path)

    static func path(_ name: String) -> String { folder.appending(path: name).path }

    /// What a column of a file holds, by `Golden/make_golden.py`.
    struct Expectation: Decodable {
        let file: String
        /// None where the file is refused.
        let column: String?
        let rows: Int?
        let values: [String]?
        let first: [String]?
        let sha256: String?
        /// What pyarrow says where it cannot read it.
        let refused: String?
    }

    /// The expected columns of each file, in their order.
    static let expectations: [(file: String, columns: [Expectation])] = {
        let golden = PackageRoot.url.appending(path: "Tests/ParquetTests/Golden/suite.jsonl")
        guard let text = try? String(contentsOf: golden, encoding: .utf8) else { return [] }
        var files: [(file: String, columns: [Expectation])] = []
        for line in text.split(separator: "\n").dropFirst() {
            guard let expectation = try? JSONDecoder().decode(Expectation.self, from: Data(line.utf8)) else { continue }
            if files.last?.file != expectation.file { files.append((expectation.file, [])) }
            files[files.count - 1].columns.append(expectation)
        }
        return files
    }()
}
