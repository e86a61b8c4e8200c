/// What a text names as a place.
public enum Place: Hashable, Sendable {
    /// A country or territory of ISO 3166-1, by its alpha-2 code in upper case: "IN".
    case country(String)
    /// An area of several countries, by its M49 code ("035") or a word of our own ("middle-east").
    case area(String)

    var isArea: Bool { if case .area = self { true } else { false } }
}

/// A place, and how the text was read.
public struct PlaceResolution: Hashable, Sendable {
    public let place: Place
    public let rule: PlaceRule

    public init(place: Place, rule: PlaceRule) {
        self.place = place
        self.rule = rule
    }
}

/// The rules by which a text is read as a place, in the order in which they are tried.
public enum PlaceRule: String, Hashable, Sendable, CaseIterable {
    /// A name of the country or area, in any of the languages of `place_aliases.csv`.
    case name
    /// An adjective or a name of inhabitants: "Japanese".
    case demonym
    /// A part of one country: "Assam".
    case part
    /// A large city or a capital: "Nairobi".
    case city
    /// An ISO 3166-1 code, alpha-2 or alpha-3: "in", "IND".
    case code
    /// An ISO 3166-2 code: "IN-AS".
    case subdivisionCode
    /// A name with words abbreviated or in another order: "Korea, Dem. Rep.", "N. Mariana Isds".
    case abbreviation
    /// A word with two meanings; the column's other values decide: "NA", "Micronesia".
    case column
    /// One of several parts between commas: "Guwahati, India".
    case commaPart
    /// One of several parts between dashes: "Lima - Peru".
    case dashPart
    /// A part before or in brackets: "Assam (India)".
    case bracketPart
    /// A flag emoji: "🇮🇳".
    case flag
    /// Words written together: "SouthKorea".
    case joinedWords
}

/// A country or territory of ISO 3166-1 and where the United Nations' M49 puts it.
public struct Country: Hashable, Sendable {
    public let iso2: String
    public let iso3: String
    /// Three digits, with leading zeros.
    public let m49: String
    /// The short English name.
    public let name: String
    /// M49 region: Africa, Americas, Asia, Europe or Oceania; nil for Antarctica.
    public let region: String?
    /// M49 sub-region; nil for Antarctica.
    public let subregion: String?
    /// The M49 region with the Americas divided in two, or Antarctica.
    public let continent: String
}

/// An area of several countries; a level that its countries do not share is nil.
public struct Area: Hashable, Sendable {
    /// What kind of area it is: M49's own levels, a continent, or a group of countries that people name.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        case world, region, subregion, intermediate, continent, group
    }

    public let code: String
    public let name: String
    public let level: Level
    public let region: String?
    public let subregion: String?
    public let continent: String?
}
