import SQLite

/// Fills the reference tables of a new store from `schema/reference/`.
enum ReferenceTables {
    private static let files = [
        ("reference/countries.csv", "country", ["iso2", "iso3", "m49", "name", "region", "subregion", "continent"]),
        ("reference/areas.csv", "area", ["code", "name", "level", "region", "subregion", "continent"]),
        ("reference/languages.csv", "language_reference", ["code", "iso1", "name", "scope", "type", "script"]),
        ("reference/country_populations.csv", "country_population", ["iso2", "population", "source", "year"]),
        ("reference/language_speakers.csv", "language_speakers", ["code", "speakers", "source", "year"]),
    ]

    /// - Throws: `SQLError`, `ReferenceTableError`.
    static func insert(on connection: Connection) throws {
        for (file, table, columns) in files {
            let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
            let insert = try connection.prepare(
                "insert into \(table) (\(columns.joined(separator: ", "))) values (\(places))")
            var records: [[SQLValue]] = []
            try ReferenceTable(named: file, columns: columns).forEachRow { fields, _ in
                records.append(fields.map { SQLValue($0.orNil) })
            }
            for record in records {
                insert.reset()
                try insert.bind(record)
                while try insert.step() {}
            }
        }
    }
}
