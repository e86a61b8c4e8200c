import Digests
import EmbeddedFiles
import SQLite
import Tabular
import Warehouse

extension Manifest.Definition {
    /// The tables of a store that answers depend on beside its samples.
    private static let tables: [(kind: Kind, table: String)] = [
        (.stageMap, "source_stage"), (.stageOrder, "stage_order"), (.nonculturalTags, "noncultural_tag"),
        (.reference, "country"), (.reference, "area"), (.reference, "language_reference"),
        (.reference, "country_population"), (.reference, "language_speakers"), (.reference, "place_resolution"),
        (.reference, "language_resolution"),
    ]

    /// Those of a store, and the profiles that loaded its files.
    ///
    /// - Throws: `SQLError`.
    /// - Complexity: O(rows of the reference tables and of the distinct places and languages); no samples are read.
    static func all(of store: Store, profiles: [String]) throws -> [Manifest.Definition] {
        try tables.map { kind, table in
            let rows = try store.connection.rows("select * from \(table)").map(line).sorted()
            return Manifest.Definition(
                kind: kind, name: table, sha256: ContentHash.of(Array(rows.joined(separator: "\n").utf8)),
                rows: rows.count)
        } + all(ofProfiles: profiles)
    }

    /// A row as SQL literals, which are the same in every release.
    private static func line(_ row: [SQLValue]) -> String { row.map(InsertFormat.literal).joined(separator: ",") }

    /// The profiles, each once, by name.
    static func all(ofProfiles names: [String]) -> [Manifest.Definition] { Set(names).sorted().map(profile) }

    private static func profile(_ name: String) -> Manifest.Definition {
        let file = EmbeddedFile.all.first { $0.name == "profiles/\(name).yaml" }
        return Manifest.Definition(
            kind: .profile, name: name, sha256: file.map { ContentHash.of(Array($0.bytes)) }, rows: nil)
    }
}
