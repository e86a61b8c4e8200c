import Foundation
import TestSupport
import Testing

/// One store with all the real data sets of `../shared/data`, loaded once by the built program.
enum SharedStore {
    private static let data = PackageRoot.url.appending(path: "../shared/data").standardizedFileURL
    private static let profiles = ["dpi-text", "blend", "mgsm", "roots", "web-pretrain", "alignment"]

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: data.appending(path: "expected.json").path)
    }

    /// The store's path.
    ///
    /// - Throws: where a data set could not be loaded.
    static func path() throws -> String { try loaded.get() }

    static func expected() throws -> Any {
        try JSONSerialization.jsonObject(with: Data(contentsOf: data.appending(path: "expected.json")))
    }

    /// The last line of each load.
    static var closingLines: [String] { get throws { try lines.get() } }

    private static let loaded: Result<String, any Error> = Result {
        _ = try lines.get()
        return folder.appending(path: "shared.sqlite").path
    }

    private static let folder = FileManager.default.temporaryDirectory.appending(path: "cultivar-\(UUID().uuidString)")

    private static let lines: Result<[String], any Error> = Result {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try profiles.map { profile in
            let result = try Program(folder: folder).run(
                "ingest", data.appending(path: profile).path, "--profile", profile, "--store", "shared.sqlite")
            try #require(result.code == 0, "\(profile): \(result.errors)")
            return result.errors.split(separator: "\n").last.map(String.init) ?? ""
        }
    }
}
