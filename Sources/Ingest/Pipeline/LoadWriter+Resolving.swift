import Warehouse

extension LoadWriter {
    /// Looks places and languages up in the tables that the binary carries.
    ///
    /// - Parameter expectsCodes: whether the values of columns of places are codes of countries.
    /// - Throws: `ReferenceTableError` if the binary lacks its tables.
    public func resolvePlacesAndLanguages(expectsCodes: Bool = false) throws {
        let resolvers = try Resolvers.embedded()
        placeResolver = { name in
            resolvers.places.resolve(name).map { resolution in
                switch resolution.place {
                case .country(let code): PlaceTarget(kind: .country, target: code, rule: resolution.rule.rawValue)
                case .area(let code): PlaceTarget(kind: .area, target: code, rule: resolution.rule.rawValue)
                }
            }
        }
        languageResolver = resolvers.languages.resolve
        placeReading = PlaceColumn.reading(expectsCodes: expectsCodes)
        languageReading = LanguageColumn.reading(resolvers.languages)
    }
}
