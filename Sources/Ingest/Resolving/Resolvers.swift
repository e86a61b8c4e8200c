/// The resolvers of the tables that the binary carries, made once for all calls of a process.
struct Resolvers: Sendable {
    let places: PlaceResolver
    let languages: LanguageResolver

    private static let made = Result {
        let places = try PlaceResolver.embedded()
        return Resolvers(places: places, languages: try LanguageResolver.embedded(places: places))
    }

    /// - Throws: `ReferenceTableError` if the binary lacks its tables.
    static func embedded() throws -> Resolvers { try made.get() }
}
