import Foundation

/// The origin of the files of a folder: `manifest.json` beside them. It has no time and no absolute path, so that the
/// same store and the same command give the same bytes.
public struct Manifest: Codable, Equatable, Sendable {
    public static let fileName = "manifest.json"

    /// The store as it was read.
    public struct Source: Codable, Equatable, Sendable {
        /// Of ``Store/contentFingerprint()``.
        public var fingerprint: String
        var samples: Int
        var files: [File]
    }

    /// A file that was loaded; seen = stored + rejected + skipped.
    struct File: Codable, Equatable, Sendable {
        var name: String
        var dataset: String
        var sha256: String?
        var bytes: Int64?
        var profile: String?
        var stored: Int64
        var rejected: Int64
        var skipped: Int64
    }

    /// The request, complete enough to repeat it.
    struct Request: Codable, Equatable, Sendable {
        /// As they were typed.
        var reports: [String]
        /// By name, as ``ParameterValue/parse(_:)`` reads them.
        var parameters: [String: String]
        var formats: [String]
        var siunitx: Bool
        var bom: Bool
    }

    /// One table as it was run.
    struct Table: Codable, Equatable, Sendable {
        var name: String
        var title: String
        /// All parameters with the values that were used, the defaults too.
        var parameters: [String: String]
        /// The statement that SQLite ran, its bound parameters by name.
        var sql: String
        /// Samples that `--where` let through; nil without one.
        var matchingSamples: Int64?
        var rows: Int
    }

    struct Output: Codable, Equatable, Sendable {
        var file: String
        var sha256: String
    }

    struct Omission: Codable, Equatable, Sendable {
        var report: String
        var reason: String
    }

    var cultivar: String
    public var store: Source
    var request: Request
    var tables: [Table]
    var omitted: [Omission]
    var outputs: [Output]

    /// The manifest as JSON, keys sorted.
    ///
    /// - Throws: `EncodingError`, which no manifest causes.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// - Throws: `ReportFolderError`.
    static func read(from folder: String) throws -> Manifest {
        let path = folder + "/" + fileName
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ReportFolderError.noManifest(path: path)
        }
        do {
            return try JSONDecoder().decode(Manifest.self, from: data)
        } catch {
            throw ReportFolderError.damagedManifest(path: path)
        }
    }
}
