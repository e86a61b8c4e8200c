import Warehouse

/// Reads a text as a country or an area, or not at all: it never guesses.
///
/// A value without mutable state: any number of threads may use one. Building it reads five small tables.
public struct PlaceResolver: Sendable {
    private let countriesByCode: [String: Country]
    private let areasByCode: [String: Area]
    private let resolutions: [String: PlaceResolution]
    /// Alpha-2 and alpha-3 codes in upper case, to alpha-2.
    private let codes: [String: String]
    private let numbers: [String: Place]
    /// The names of countries and areas, by the keys of `AbbreviatedName`; nil if two share a key.
    private let abbreviations: [String: Place?]
    private let subdivisions: [String: PlaceTables.Subdivisions]

    /// A resolver over the tables that the binary carries.
    ///
    /// - Throws: `ReferenceTableError` if a table is missing or not of the expected shape.
    public static func embedded() throws(ReferenceTableError) -> PlaceResolver {
        PlaceResolver(try PlaceTables.embedded())
    }

    public init(_ tables: PlaceTables) {
        countriesByCode = Dictionary(tables.countries.map { ($0.iso2, $0) }, uniquingKeysWith: { first, _ in first })
        areasByCode = Dictionary(tables.areas.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        subdivisions = Dictionary(tables.subdivisions.map { ($0.iso2, $0) }, uniquingKeysWith: { first, _ in first })
        codes = Dictionary(
            tables.countries.flatMap { [($0.iso2, $0.iso2), ($0.iso3, $0.iso2)] },
            uniquingKeysWith: { first, _ in first })
        numbers = Dictionary(
            tables.countries.map { ($0.m49, Place.country($0.iso2)) }
                + tables.areas.map { ($0.code, Place.area($0.code)) },
            uniquingKeysWith: { first, _ in first })

        var resolutions: [String: PlaceResolution] = [:]
        resolutions.reserveCapacity(tables.aliases.count + tables.countries.count + tables.areas.count)
        for alias in tables.aliases {
            let place: Place = countriesByCode[alias.target] == nil ? .area(alias.target) : .country(alias.target)
            resolutions[alias.text] = PlaceResolution(place: place, rule: alias.rule)
        }
        for area in tables.areas {
            resolutions[NormalizedName(area.name).text] = PlaceResolution(place: .area(area.code), rule: .name)
        }
        for country in tables.countries {
            resolutions[NormalizedName(country.name).text] = PlaceResolution(place: .country(country.iso2), rule: .name)
        }
        self.resolutions = resolutions
        abbreviations = Self.abbreviations(of: resolutions)
    }

    private static func abbreviations(of resolutions: [String: PlaceResolution]) -> [String: Place?] {
        var found: [String: Place?] = [:]
        for (name, resolution) in resolutions where resolution.rule == .name {
            for key in AbbreviatedName(NormalizedName(name), keepsAnd: resolution.place.isArea).keys {
                if let known = found[key], known != resolution.place {
                    found[key] = .some(nil)
                } else {
                    found[key] = resolution.place
                }
            }
        }
        return found
    }

    /// The country or area that a text names, with the rule that read it; nil if no rule does.
    ///
    /// The rules are tried in the order of `PlaceRule`. A code must be all lower or all upper case; "NA" and "no" are
    /// words for a missing value here, see `resolveCode` and `PlaceColumn`. Names with "not elsewhere specified"
    /// ("Oceania, nes") are not places.
    public func resolve(_ raw: String) -> PlaceResolution? {
        let name = NormalizedName(raw)
        if let known = resolve(name) { return known }
        if let iso2 = countryCode(ofWord: raw) { return PlaceResolution(place: .country(iso2), rule: .code) }
        if let iso2 = country(ofSubdivisionCode: raw) {
            return PlaceResolution(place: .country(iso2), rule: .subdivisionCode)
        }
        guard !Self.isLeftOver(name) else { return nil }
        if let place = place(ofAbbreviated: name) ?? place(afterFormOf: name) {
            return PlaceResolution(place: place, rule: .abbreviation)
        }
        if let part = resolveParts(of: raw) { return part }
        if let iso2 = country(ofFlagIn: raw) { return PlaceResolution(place: .country(iso2), rule: .flag) }
        return resolveJoinedWords(raw)
    }

    /// The place of an exact code: ISO 3166-1 alpha-2 or alpha-3, ISO 3166-2, or three digits of M49; nil for any other
    /// text.
    ///
    /// For a column that is known to hold codes: "NA" is Namibia here. "UK" is GB, as ISO 3166 reserves it.
    public func resolveCode(_ code: String) -> PlaceResolution? {
        if let iso2 = code == "UK" ? "GB" : codes[code] ?? lowerCaseCode(code) {
            return PlaceResolution(place: .country(iso2), rule: .code)
        }
        if code.utf8.count == 3, let place = numbers[code] { return PlaceResolution(place: place, rule: .code) }
        return country(ofSubdivisionCode: code).map { PlaceResolution(place: .country($0), rule: .subdivisionCode) }
    }

    /// The country of an alpha-2 code in upper case.
    public func country(_ iso2: String) -> Country? { countriesByCode[iso2] }

    /// The area of a code.
    public func area(_ code: String) -> Area? { areasByCode[code] }

    func resolve(_ name: NormalizedName) -> PlaceResolution? { resolutions[name.text] }

    /// The place whose name, with other words shortened or in another order, is `name`.
    func place(ofAbbreviated name: NormalizedName) -> Place? {
        var found: Place?
        for keepsAnd in [false, true] {
            for key in AbbreviatedName(name, keepsAnd: keepsAnd).keys {
                guard let known = abbreviations[key], let place = known, place.isArea == keepsAnd else { continue }
                guard found == nil || found == place else { return nil }
                found = place
            }
        }
        return found
    }

    /// Whether a name stands for the rest of a list of places: "Areas, nes", "Other Asia, n.e.s.".
    static func isLeftOver(_ name: NormalizedName) -> Bool {
        leftOverEndings.contains { name.text.hasSuffix($0) }
    }

    private static let leftOverEndings = [
        " nes", " nec", " nie", " n e s", " n e c", " n i e", " not elsewhere specified", " not elsewhere classified",
        " not elsewhere included", " unspecified", " not specified", " not stated",
    ]

    /// The alpha-2 code of an alpha-2 or alpha-3 code in upper case.
    func iso2(ofCode code: String) -> String? { codes[code] }

    func hasSubdivision(_ suffix: String, of country: String) -> Bool {
        subdivisions[country]?.suffixes.contains(suffix) == true
    }

    /// Whether ISO 3166-2 lists `territory`, a country of its own in ISO 3166-1, below `country`: HK below CN.
    func isTerritory(_ territory: String, of country: String) -> Bool {
        subdivisions[country]?.suffixes.contains(territory) == true && countriesByCode[territory] != nil
            && subdivisions[country]?.homonyms.contains(territory) == false
    }

    /// Whether `part`, a subdivision of `country`, bears the name of the country `namesake`: Georgia of the US.
    func isName(of namesake: String, borneByPartOf country: String) -> Bool {
        subdivisions[country]?.homonyms.contains(namesake) == true
    }

    /// Whether a subdivision of any other country bears the name of `iso2`.
    func hasHomonym(_ iso2: String) -> Bool {
        subdivisions.values.contains { $0.homonyms.contains(iso2) }
    }
}
