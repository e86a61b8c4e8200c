import SQLite

/// A small table of the store that has a checksum of its rows.
package struct CheckedTable: Hashable, Sendable {
    let name: String
    /// Whether users may change it by SQL: it is then not damaged, but edited.
    let isEditable: Bool

    /// Catalogue, load history, resolutions and reference tables. The values of dictionaries, segments, texts, cubes
    /// and pages of text indexes have checksums of their own.
    package static let all: [CheckedTable] =
        """
        fact_table column_definition row_group row_group_content dictionary load file skipped reject place_resolution
        language_resolution country area language_reference country_population language_speakers text_index
        outside_table outside_column outside_value
        """.split(whereSeparator: \.isWhitespace).map { CheckedTable(name: String($0), isEditable: false) }
        + ["source_stage", "stage_order", "noncultural_tag"].map { CheckedTable(name: $0, isEditable: true) }

    package static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The tables that relations need.
    static let ofCatalogue = [
        "fact_table", "column_definition", "row_group", "row_group_content", "outside_table", "outside_column",
        "outside_value",
    ].compactMap { named[$0] }

    /// Whether the store has the table.
    ///
    /// - Throws: `SQLError`.
    func isThere(on connection: Connection) throws -> Bool { try StoreSchema.hasTable(name, on: connection) }

    /// The tables whose names occur anywhere in a statement, so more may be verified than are read. A dictionary is
    /// verified by its values.
    ///
    /// - Complexity: O(length).
    static func mentioned(in sql: String) -> [CheckedTable] {
        var found: [CheckedTable] = []
        var word: [UInt8] = []
        func end() {
            if lengths.contains(word.count), let table = named[String(decoding: word, as: UTF8.self)],
                table.name != "dictionary", !found.contains(table)
            {
                found.append(table)
            }
            word.removeAll(keepingCapacity: true)
        }
        for byte in sql.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
                UInt8(ascii: "$"), 0x80...:
                word.append(byte)
            default: if !word.isEmpty { end() }
            }
        }
        end()
        return found
    }

    private static let lengths: ClosedRange<Int> = {
        let lengths = all.map(\.name.utf8.count)
        return (lengths.min() ?? 0)...(lengths.max() ?? 0)
    }()
}
