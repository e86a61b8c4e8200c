/// Fills the reference tables of a new store from `schema/reference/`.
enum ReferenceTables {
    private static let files = [
        ("reference/countries.csv", "country", ["iso2", "iso3", "m49", "name", "region", "subregion", "continent"]),
        ("reference/areas.csv", "area", ["code", "name", "level", "region", "subregion", "continent"]),
        ("reference/languages.csv", "language_reference", ["code", "iso1", "name", "scope", "type", "script"]),
    ]

    /// - Throws: `SQLError`.
    static func insert(on connection: Connection) throws {
        for (name, table, columns) in files {
            guard let file = EmbeddedFile.named(name) else { continue }
            let records = ReferenceRecords(csv: file.text)
            let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
            let insert = try connection.prepare(
                "insert into \(table) (\(columns.joined(separator: ", "))) values (\(places))")
            for record in records.rows {
                insert.reset()
                try insert.bind(columns.map { column in record[column].map { .text($0) } ?? .null })
                while try insert.step() {}
            }
        }
    }
}

/// The records of a reference table: comma-separated, a header line, cells with commas in double quotes.
///
/// Only for files that the binary carries; files of users are read by `Readers`.
public struct ReferenceRecords: Sendable {
    /// One dictionary a record, without its empty cells.
    public let rows: [[String: String]]

    public init(csv: String) {
        var lines = csv.split(separator: "\n").map(ReferenceRecords.cells)
        let header = lines.isEmpty ? [] : lines.removeFirst()
        rows = lines.map { cells in
            Dictionary(zip(header, cells).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
        }
    }

    private static func cells(of line: Substring) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                cells.append(cell)
                cell = ""
            default: cell.append(character)
            }
        }
        return cells + [cell]
    }
}
