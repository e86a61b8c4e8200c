import EmbeddedFiles
import Warehouse
import Yams

/// The fact tables that the binary knows: `schema/tables/`, a file each.
enum TableTemplates {
    private static let made = Result {
        try EmbeddedFile.under("tables/").map { try YAMLDecoder().decode(TableRule.self, from: $0.text) }
    }

    /// The template of a name, in whatever case; nil if there is none.
    ///
    /// - Throws: `DecodingError` if a shipped template does not decode, which a test rules out.
    static func named(_ name: String) throws -> TableRule? {
        try made.get().first { $0.template.name.lowercased() == name.lowercased() }
    }

    /// The names of all templates, with commas.
    static func names() throws -> String { try made.get().map(\.template.name).joined(separator: ", ") }

    /// The names of the tables of entities, with commas.
    static func entityNames() throws -> String {
        try made.get().filter { $0.template.key != nil }.map(\.template.name).joined(separator: ", ")
    }
}
