import Warehouse

/// The reference tables of places, as rows.
public struct PlaceTables: Sendable {
    /// A spelling in normal form that the names of countries and areas do not give.
    struct Alias: Sendable {
        let text: String
        /// An alpha-2 code or the code of an area.
        let target: String
        let rule: PlaceRule
    }

    /// The ISO 3166-2 codes of one country.
    struct Subdivisions: Sendable {
        let iso2: String
        /// What follows the hyphen: "AS" of "IN-AS".
        let suffixes: Set<String>
        /// Other countries, by alpha-2 code, whose name a first-level subdivision of this one bears: GE for the US.
        let homonyms: [String]
    }

    /// The 249 countries and territories, by alpha-2 code.
    public let countries: [Country]
    /// The areas, by code.
    public let areas: [Area]
    let aliases: [Alias]
    let subdivisions: [Subdivisions]

    /// Reads the tables that the binary carries.
    ///
    /// - Throws: `ReferenceTableError` if a table is missing or not of the expected shape.
    public static func embedded() throws(ReferenceTableError) -> PlaceTables {
        PlaceTables(
            countries: try readCountries(), areas: try readAreas(), aliases: try readAliases(),
            subdivisions: try readSubdivisions())
    }

    private static func readCountries() throws(ReferenceTableError) -> [Country] {
        var countries: [Country] = []
        let table = try ReferenceTable(
            named: "reference/countries.csv",
            columns: ["iso2", "iso3", "m49", "name", "region", "subregion", "continent"])
        try table.forEachRow { (fields, _) throws(ReferenceTableError) in
            countries.append(
                Country(
                    iso2: fields[0], iso3: fields[1], m49: fields[2], name: fields[3], region: fields[4].orNil,
                    subregion: fields[5].orNil, continent: fields[6]))
        }
        return countries
    }

    private static func readAreas() throws(ReferenceTableError) -> [Area] {
        var areas: [Area] = []
        let table = try ReferenceTable(
            named: "reference/areas.csv", columns: ["code", "name", "level", "region", "subregion", "continent"])
        try table.forEachRow { (fields, line) throws(ReferenceTableError) in
            guard let level = Area.Level(rawValue: fields[2]) else {
                throw .value(file: table.file.name, line: line, column: "level", value: fields[2])
            }
            areas.append(
                Area(
                    code: fields[0], name: fields[1], level: level, region: fields[3].orNil, subregion: fields[4].orNil,
                    continent: fields[5].orNil))
        }
        return areas
    }

    private static func readAliases() throws(ReferenceTableError) -> [Alias] {
        var aliases: [Alias] = []
        let table = try ReferenceTable(named: "reference/place_aliases.csv", columns: ["alias", "target", "kind"])
        try table.forEachRow { (fields, line) throws(ReferenceTableError) in
            let rule: PlaceRule
            switch fields[2] {
            case "alias", "name": rule = .name
            case "demonym": rule = .demonym
            case "part": rule = .part
            case "city": rule = .city
            default: throw .value(file: table.file.name, line: line, column: "kind", value: fields[2])
            }
            aliases.append(Alias(text: fields[0], target: fields[1], rule: rule))
        }
        return aliases
    }

    private static func readSubdivisions() throws(ReferenceTableError) -> [Subdivisions] {
        var subdivisions: [Subdivisions] = []
        let table = try ReferenceTable(
            named: "reference/subdivisions.csv", columns: ["iso2", "suffixes", "homonyms"])
        try table.forEachRow { (fields, _) throws(ReferenceTableError) in
            subdivisions.append(
                Subdivisions(
                    iso2: fields[0], suffixes: Set(fields[1].split(separator: " ").map(String.init)),
                    homonyms: fields[2].split(separator: " ").map(String.init)))
        }
        return subdivisions
    }
}
