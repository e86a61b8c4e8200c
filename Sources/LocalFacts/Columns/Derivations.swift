import Columns
import SQLite

/// The values derived from a place.
enum PlaceAttribute: String, CaseIterable {
    case country, iso2, iso3, region, subregion, continent

    /// The name of the column that a column of places gets: `home_iso2`, and `home_name` for the country's name.
    func name(of column: String) -> String { "\(column)_\(self == .country ? "name" : rawValue)" }
}

/// The values derived from a language.
enum LanguageAttribute: String, CaseIterable {
    case code = "language_code"
    case name = "language_name"

    /// The name of the column that a column of languages gets: `mother_tongue_code`.
    func name(of column: String) -> String { "\(column)_\(self == .code ? "code" : "name")" }
}

/// Makes the maps from stored codes to derived values out of the store's reference tables.
package struct Derivations {
    let connection: Connection
    let catalogue: Catalogue

    /// Cultural (1) or not (0) by culture tag; a missing tag is neither.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func cultural(_ column: ColumnDefinition) throws -> DerivedMap {
        let noncultural = Set(try connection.rows("select tag from noncultural_tag").compactMap(\.first?.text))
        return try map(column) { tag in noncultural.contains(Derivations.folded(tag)) ? 0 : 1 }
    }

    /// An attribute of the country or area of a place, by the place's code.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func place(_ attribute: PlaceAttribute, of column: ColumnDefinition) throws -> DerivedMap {
        let expression =
            switch attribute {
            case .country: "country.name"
            case .iso2: "country.iso2"
            case .iso3: "country.iso3"
            case .region, .subregion, .continent:
                "coalesce(country.\(attribute.rawValue), area.\(attribute.rawValue))"
            }
        return try map(
            column,
            """
            select resolution.code, \(expression)
            from place_resolution as resolution
                left join country on country.iso2 = resolution.iso2
                left join area on area.code = resolution.area
            where resolution.column_id = ?
            """)
    }

    /// An attribute of a country by the country's ISO 3166-1 alpha-2 code, for `values` of such codes.
    ///
    /// - Throws: `SQLError`.
    func country(_ attribute: PlaceAttribute, of values: [SQLValue]) throws -> DerivedMap {
        let column = attribute == .country ? "name" : attribute.rawValue
        return try lookup("select iso2, \(column) from country", values)
    }

    /// The region of each sub-region.
    ///
    /// - Throws: `SQLError`.
    func region(ofSubregions values: [SQLValue]) throws -> DerivedMap {
        try lookup("select distinct subregion, region from country where subregion is not null", values)
    }

    /// An attribute of a language, by the language's code in its dictionary.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func language(_ attribute: LanguageAttribute, of column: ColumnDefinition) throws -> DerivedMap {
        let expression = attribute == .code ? "reference.code" : "reference.name"
        return try map(
            column,
            """
            select resolution.code, \(expression)
            from language_resolution as resolution
                join language_reference as reference on reference.code = resolution.language_code
            where resolution.column_id = ?
            """)
    }

    /// A culture tag in the form that `noncultural_tag` has: lower case, letters and digits only.
    package static func folded(_ tag: String) -> String {
        String(tag.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private func map(_ column: ColumnDefinition, _ value: (String) -> SQLValue) throws -> DerivedMap {
        let dictionary = try catalogue.dictionary(of: column)
        return DerivedMap([.null] + (0..<dictionary.greatestCode).map { value(dictionary.text(of: $0 + 1)) })
    }

    private func map(_ column: ColumnDefinition, _ sql: String) throws -> DerivedMap {
        let owner = catalogue.dictionaryOwner(of: column)
        let count = try catalogue.dictionary(of: column).count
        var values = [SQLValue](repeating: .null, count: count + 1)
        for row in try connection.rows(sql, .integer(owner.id)) {
            if let code = row[0].integer.flatMap(Int.init(exactly:)), values.indices.contains(code) {
                values[code] = row[1]
            }
        }
        return DerivedMap(values)
    }

    private func lookup(_ sql: String, _ values: [SQLValue]) throws -> DerivedMap {
        let found = Dictionary(
            try connection.rows(sql).map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        return DerivedMap(values.map { found[$0] ?? .null })
    }
}
