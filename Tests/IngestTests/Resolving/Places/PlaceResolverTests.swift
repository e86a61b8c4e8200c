import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite struct PlaceResolverTests {
    let resolver: PlaceResolver

    init() throws { resolver = try SharedResolvers.places }

    @Test(arguments: [
        ("India", "IN"), ("INDIA", "IN"), (" india ", "IN"), ("Türkiye", "TR"), ("Turkey", "TR"), ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"), ("Burma", "MM"), ("Myanmar (Burma)", "MM"), ("The Netherlands", "NL"),
        ("Holland", "NL"),
        ("USA", "US"), ("usa", "US"), ("U.S.", "US"), ("U.S.A.", "US"), ("US", "US"), ("us", "US"),
        ("the United States", "US"),
        ("UK", "GB"), ("U.K.", "GB"), ("England", "GB"), ("Scotland", "GB"), ("Wales", "GB"), ("Great Britain", "GB"),
        ("Korea", "KR"), ("Korea (South)", "KR"), ("Korea, Republic of", "KR"), ("Korea, Dem. People's Rep. of", "KP"),
        ("North_Korea", "KP"), ("North Korea", "KP"), ("DPRK", "KP"), ("Viet Nam", "VN"), ("U.A.E.", "AE"),
        ("UAE", "AE"),
        ("Iran, Islamic Republic of", "IR"), ("Tanzania, United Republic of", "TZ"), ("Bahamas, The", "BS"),
        ("Gambia", "GM"),
        ("Czech Republic", "CZ"), ("Czechia", "CZ"), ("Swaziland", "SZ"), ("Cape Verde", "CV"), ("East Timor", "TL"),
        ("Macau", "MO"), ("Hong Kong SAR China", "HK"), ("Palestinian Territories", "PS"), ("Vatican", "VA"),
        ("domenican republic", "DO"), ("porto rico", "PR"), ("west sahara", "EH"), ("DRC", "CD"),
        ("Congo-Kinshasa", "CD"),
        ("Bosnia & Herzegovina", "BA"), ("St. Lucia", "LC"), ("St Kitts & Nevis", "KN"), ("Assam", "IN"),
        ("West_Java", "ID"),
        ("Northern_Nigeria", "NG"), ("Bavaria", "DE"), ("Catalonia", "ES"), ("Kerala", "IN"), ("Tokyo", "JP"),
        ("Nairobi", "KE"),
        ("भारत", "IN"), ("印度", "IN"), ("日本", "JP"), ("대한민국", "KR"), ("Россия", "RU"), ("الهند", "IN"),
        ("Deutschland", "DE"),
        ("Estados Unidos", "US"), ("États-Unis", "US"), ("Brasil", "BR"), ("Hindistan", "IN"), ("Belanda", "NL"),
        ("Suomi", "FI"),
        ("Japanese", "JP"), ("American", "US"), ("British", "GB"), ("Indian", "IN"), ("Nigerien", "NE"),
        ("Nigerian", "NG"),
    ])
    func spellings(raw: String, iso2: String?) {
        #expect(resolver.resolve(raw)?.place == iso2.map(Place.country))
    }

    @Test(arguments: [
        ("Georgia", "GE"), ("Georgia, USA", "US"), ("Georgia (U.S. state)", "US"), ("Georgia (country)", "GE"),
        ("Atlanta, Georgia", nil),
        ("Tbilisi, Georgia", "GE"), ("Jersey", "JE"), ("New Jersey", "US"), ("Newark, New Jersey", "US"),
        ("Mexico", "MX"),
        ("New Mexico", "US"), ("Guinea", "GN"), ("Papua New Guinea", "PG"), ("Equatorial Guinea", "GQ"),
        ("Guinea-Bissau", "GW"),
        ("Guinea, Equatorial", "GQ"), ("New Guinea", nil), ("Niger", "NE"), ("Nigeria", "NG"), ("Minna, Niger", nil),
        ("Niamey, Niger", "NE"), ("Dominica", "DM"), ("Dominican Republic", "DO"), ("Dominican", nil), ("Congo", "CG"),
        ("Republic of the Congo", "CG"), ("Democratic Republic of the Congo", "CD"), ("Congo, Dem. Rep.", "CD"),
        ("Congo, xyz", nil),
        ("Korea, xyz", nil), ("Ireland", "IE"), ("Northern Ireland", "GB"), ("Ireland, Northern", "GB"),
        ("Samoa", "WS"),
        ("American Samoa", "AS"), ("Samoa, American", "AS"), ("Sudan", "SD"), ("South Sudan", "SS"),
        ("Sudan, South", "SS"),
        ("Indian Ocean", nil), ("British Indian Ocean Territory", "IO"), ("Indiana", "US"), ("America", nil),
        ("Kashmir", nil),
        ("Virgin Islands", nil), ("Bengal", nil), ("Lebanon, Pennsylvania", "US"), ("Los Angeles, CA", nil),
        ("Springfield, IL", nil),
        ("Paris, Texas", "US"), ("Paris, France", "FR"), ("Moscow, Idaho, USA", "US"), ("France, Germany", nil),
        ("Paris, London", nil),
        ("Hong Kong, China", "HK"), ("China, Hong Kong", "HK"), ("Puerto Rico, USA", "PR"), ("Taiwan, China", "TW"),
        ("India - Assam", "IN"), ("Assam (India)", "IN"), ("India (Assam)", "IN"), ("India (rural)", "IN"),
        ("Spanish (Mexico)", "MX"),
        ("Mumbai, India, Asia", "IN"), ("Lima - Peru", "PE"), ("Bali, Southeast Asia", "ID"), ("English (Asia)", nil),
        ("Middle-earth", nil), ("the coast", nil), ("International/Other/Unknown", nil), ("", nil), ("   ", nil),
        ("N/A", nil), ("NA", nil),
        ("na", nil), ("no", nil), ("None", nil), ("unknown", nil), ("🤷", nil), ("1", nil), ("356", nil), (",", nil),
        ("()", nil), (" - ", nil),
        ("Wakanda", nil), ("India and China", nil), ("Indian Ocean, India", "IN"), ("Persian Gulf", nil),
        ("Japantown", nil),
    ])
    func traps(raw: String, iso2: String?) {
        let place = resolver.resolve(raw)?.place
        if let iso2 {
            #expect(place == .country(iso2), "\(raw)")
        } else if case .country(let found)? = place {
            Issue.record("\(raw) resolved to \(found)")
        }
    }

    @Test(arguments: [
        ("World", "001"), ("World-Wide", "001"), ("Global", "001"), ("Africa", "002"), ("African Continent", "002"),
        ("Europe", "150"),
        ("Asia", "142"), ("South-eastern Asia", "035"), ("Southeast Asia", "035"), ("South East Asian", "035"),
        ("South Asia", "034"),
        ("Latin America", "latin-america"), ("Latin America and the Caribbean", "419"), ("LATAM", "latin-america"),
        ("Middle East", "middle-east"), ("MENA", "middle-east-north-africa"), ("Western Africa", "011"),
        ("West Africa", "011"),
        ("Sub-Saharan Africa", "202"), ("North America", "003"), ("Northern America", "021"), ("South America", "005"),
        ("Scandinavia", "scandinavia"), ("Nordic", "nordic-countries"), ("Micronesia", "057"), ("欧洲", "150"),
        ("África", "002"),
        ("USSR", "soviet-union"), ("Czechoslovakia", "czechoslovakia"), ("Kosovo", "kosovo"), ("European", "150"),
        ("LatinAmerica", "latin-america"),
        ("Atlantis, Africa", "002"), ("EU", "european-union"),
    ])
    func areas(raw: String, code: String) {
        #expect(resolver.resolve(raw)?.place == .area(code))
        #expect(resolver.area(code) != nil)
    }

    @Test(arguments: [
        ("cl", "CL"), ("gt", "GT"), ("cr", "CR"), ("CL", "CL"), ("Cl", nil), ("ind", "IN"), ("IND", "IN"), ("Ind", nil),
        ("de", "DE"),
        ("and", nil), ("AND", "AD"), ("are", nil), ("per", nil), ("PER", "PE"), ("zz", nil), ("ZZZ", nil),
        ("IN-AS", "IN"),
        ("US-CA", "US"), ("GB-SCT", "GB"), ("pt-BR", nil), ("PT-BR", nil), ("en-US", nil), ("IN-XX", nil),
        ("in-as", nil), ("🇮🇳", "IN"),
        ("🇮🇳🇮🇳", "IN"), ("🇮🇳🇨🇳", nil), ("🇮🇳 xyz", "IN"), ("🇽🇽", nil), ("🇮", nil), ("SouthKorea", "KR"),
        ("UnitedStates", "US"), ("McDonald", nil),
    ])
    func codes(raw: String, iso2: String?) {
        #expect(resolver.resolve(raw)?.place == iso2.map(Place.country))
    }

    @Test func codesAreReadWhereTheyAreAskedFor() {
        #expect(resolver.resolveCode("NA")?.place == .country("NA"))
        #expect(resolver.resolveCode("na") == nil)
        #expect(resolver.resolveCode("NO")?.place == .country("NO"))
        #expect(resolver.resolveCode("nam")?.place == .country("NA"))
        #expect(resolver.resolveCode("UK")?.place == .country("GB"))
        #expect(resolver.resolveCode("004")?.place == .country("AF"))
        #expect(resolver.resolveCode("419")?.place == .area("419"))
        #expect(resolver.resolveCode("4") == nil)
        #expect(resolver.resolveCode("IN-AS") == PlaceResolution(place: .country("IN"), rule: .subdivisionCode))
        #expect(resolver.resolveCode("NIR") == nil)
        #expect(resolver.resolveCode("India") == nil)
        #expect(resolver.resolveCode("") == nil)
    }

    @Test(arguments: [
        ("India", PlaceRule.name), ("Indian", .demonym), ("Assam", .part), ("Nairobi", .city), ("cl", .code),
        ("IN-AS", .subdivisionCode),
        ("Foo, India", .commaPart), ("Foo - India", .dashPart), ("Foo (India)", .bracketPart), ("🇮🇳", .flag),
        ("SouthKorea", .joinedWords),
        ("Foo, Bar (India)", .bracketPart), ("Foo - Bar, India", .commaPart), ("🇮🇳 India", .name),
        ("Korea, South", .name),
    ])
    func rules(raw: String, rule: PlaceRule) {
        #expect(resolver.resolve(raw)?.rule == rule)
    }

    @Test func everyCountryIsFoundByItsNameAndItsCodes() throws {
        for country in try PlaceTables.embedded().countries {
            #expect(resolver.resolve(country.name)?.place == .country(country.iso2), "\(country.name)")
            #expect(resolver.resolve(country.name.uppercased())?.place == .country(country.iso2), "\(country.name)")
            // Beside a part without meaning, these names could be another country's.
            let isUnsure = ["Georgia", "Guinea", "Ireland", "Niger", "Samoa", "Sudan"].contains(country.name)
            let expected = isUnsure ? nil : Place.country(country.iso2)
            if !country.name.contains("(") {
                #expect(resolver.resolve("Xyzzy, Plugh - \(country.name)")?.place == expected, "\(country.name)")
            }
            for code in [country.iso2, country.iso3, country.m49] {
                #expect(resolver.resolveCode(code)?.place == .country(country.iso2), "\(code)")
            }
            #expect(resolver.country(country.iso2) == country)
        }
    }

    @Test func neverFailsOnAnyText() {
        var generator = SeededGenerator(seed: 2)
        let alphabet = Array("aZ9,()-–[] \t\n.🇮🇳🇨é北\u{301}\u{0}\"'&_/".unicodeScalars)
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...16, using: &generator) {
                text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
            }
            let raw = String(text)
            _ = resolver.resolve(raw)
            _ = resolver.resolveCode(raw)
            _ = resolver.country(ofHost: raw)
        }
    }
}
