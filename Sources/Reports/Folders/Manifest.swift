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
        /// The tables that lie outside the store; nil if there are none.
        var outside: [Outside]?
        /// What answers depend on beside the files: stages, tags, profiles, references.
        var definitions: [Definition]
    }

    /// Something that answers depend on beside the loaded files.
    struct Definition: Codable, Equatable, Sendable {
        enum Kind: String, Codable, Sendable {
            /// A table of the store that a user fills: stages of sources, their order, tags that are not cultural.
            case stageMap = "stage map"
            case stageOrder = "stage order"
            case nonculturalTags = "noncultural tags"
            /// A profile that the program has, as this version has it.
            case profile
            /// A reference table as the store has it, and what names were resolved to by it.
            case reference
        }

        var kind: Kind
        var name: String
        /// Of the rows of a table in their order, or of the file of a profile; nil for a profile that is a file of the
        /// user, which the store does not keep.
        var sha256: String?
        /// Of a table.
        var rows: Int?
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

    /// A table that lies outside the store, in the state that was read.
    struct Outside: Codable, Equatable, Sendable {
        var table: String
        var engine: String
        /// The table as the engine names it, or the last parts of the paths of its files.
        var name: String
        var snapshot: String
        var profile: String?
        var rows: Int64
        var datasets: [String]
    }

    /// One run that wrote into the folder, complete enough to repeat it.
    struct Request: Codable, Equatable, Sendable {
        /// As they were typed.
        var reports: [String]
        /// By name, as ``ParameterValue/parse(_:)`` reads them.
        var parameters: [String: String]
        var formats: [String]
        var siunitx: Bool
        var bom: Bool
        /// Columns that were chosen for LaTeX; nil for those that each report prints.
        var columns: [String]?
        /// The width of LaTeX tables that was chosen; nil for what each needs.
        var width: String?
        var omitted: [Omission]
    }

    /// One table as it was run.
    struct Table: Codable, Equatable, Sendable {
        var name: String
        /// The run that gave it: its number among the requests, from 1.
        var request: Int
        var title: String
        /// All parameters with the values that were used, the defaults too.
        var parameters: [String: String]
        /// The statement that SQLite ran, its bound parameters by name.
        var sql: String
        /// Samples that `--where` let through; nil without one.
        var matchingSamples: Int64?
        /// What the report is about, unless these are samples.
        var population: Population?
        var rows: Int
    }

    /// The rows of a fact table other than samples.
    struct Population: Codable, Equatable, Sendable {
        var table: String
        /// What one row is, such as `answer`.
        var noun: String
        var datasets: [String]
        var rows: Int64
        /// Rows that `--where` let through; nil without one.
        var matching: Int64?
    }

    struct Output: Codable, Equatable, Sendable {
        var file: String
        var sha256: String
        /// The run that wrote it: its number among the requests, from 1.
        var request: Int
    }

    struct Omission: Codable, Equatable, Sendable {
        var report: String
        var reason: String
    }

    var cultivar: String
    public var store: Source
    /// The runs that wrote what is there, the first first.
    var requests: [Request]
    var tables: [Table]
    var outputs: [Output]

    /// The manifest as JSON, keys sorted.
    ///
    /// - Throws: `EncodingError`, which no manifest causes.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// The reports that were left out, each once.
    var omitted: [Omission] {
        var omitted: [Omission] = []
        for omission in requests.flatMap(\.omitted) where !omitted.contains(omission) { omitted.append(omission) }
        return omitted
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
