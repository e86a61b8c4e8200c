import LocalFacts
import Warehouse

extension LoadWriter {
    /// Lets the load find out what new places and languages mean, by the tables that the binary carries.
    ///
    /// - Parameter expectsCodes: whether places are known to be codes of countries.
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
