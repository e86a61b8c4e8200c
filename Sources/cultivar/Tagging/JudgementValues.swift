import Ingest
import Warehouse

/// Puts values of different raters into one form: languages are ISO 639-3 codes, places names of countries and areas.
struct JudgementValues {
    private let places: PlaceResolver
    private let languages: LanguageResolver

    /// - Throws: `ReferenceTableError` if the binary lacks its tables.
    init() throws {
        places = try PlaceResolver.embedded()
        languages = try LanguageResolver.embedded(places: places)
    }

    /// A value as it is stored; as it is given if it is not known.
    func value(_ raw: String, of dimension: String) -> String {
        switch dimension {
        case "language", "languages": return languages.resolve(raw) ?? raw
        case "place", "places":
            return switch places.resolve(raw)?.place {
            case .country(let code): places.country(code)?.name ?? raw
            case .area(let code): places.area(code)?.name ?? raw
            case nil: raw
            }
        default: return raw
        }
    }
}
