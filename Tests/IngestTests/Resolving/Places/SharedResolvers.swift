@testable import Ingest

/// One resolver of each kind for all tests: building one per test case would take longer than the tests.
enum SharedResolvers {
    private static let placesOnce = Result { try PlaceResolver.embedded() }
    private static let languagesOnce = Result { try LanguageResolver.embedded(places: try placesOnce.get()) }

    static var places: PlaceResolver { get throws { try placesOnce.get() } }
    static var languages: LanguageResolver { get throws { try languagesOnce.get() } }
}
