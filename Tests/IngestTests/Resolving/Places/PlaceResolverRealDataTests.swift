import Foundation
import Testing

@testable import Ingest

/// The names of places in data sets that others published, against what `expected.json` says of them.
@Suite(.enabled(if: SharedData.isPresent, SharedData.missing))
struct PlaceResolverRealDataTests {
    let resolver: PlaceResolver

    init() throws { resolver = try SharedResolvers.places }

    private func country(_ raw: String) -> String? {
        guard case .country(let iso2)? = resolver.resolve(raw)?.place else { return nil }
        return iso2
    }

    @Test func namesResolveAsExpected() throws {
        let names = try SharedData.expected("country_name_to_iso2", as: [String: Any].self)
        #expect(names.count > 80)
        for (name, iso2) in names { #expect(country(name) == iso2 as? String, "\(name)") }
        #expect(resolver.resolve("African Continent")?.place == .area("002"))
    }

    @Test func dirtyColumnOfRootsResolves() throws {
        let aliases = try SharedData.expected("roots", "candidate_websites", "aliases_used", as: [String: String].self)
        for (name, iso2) in aliases { #expect(country(name) == iso2, "\(name)") }

        var counts: [String: Int] = [:]
        for row in try SharedData.csv("roots/candidate_websites_for_crawling.csv") {
            counts[country(row["Dialect/accent (if known)"] ?? "") ?? "", default: 0] += 1
        }
        let expected = try SharedData.expected("roots", "candidate_websites", "country_iso", as: [String: Any].self)
        #expect(counts.count == expected["categories"] as? Int)
        for pair in try #require(expected["top"] as? [[Any]]) {
            #expect(counts[try #require(pair[0] as? String)] == pair[1] as? Int)
        }
    }

    @Test func everyLocationOfTheRootsCatalogueResolves() throws {
        let records = try #require(try SharedData.json("roots/filtered_catalogue.json") as? [[String: Any]])
        var locations: Set<String> = []
        for record in records {
            let languages = record["languages"] as? [String: Any]
            locations.formUnion(languages?["language_locations"] as? [String] ?? [])
            if let custodian = record["custodian"] as? [String: Any], let location = custodian["location"] as? String {
                locations.insert(location)
            }
        }
        locations.remove("")
        #expect(locations.count > 100)
        for location in locations { #expect(resolver.resolve(location) != nil, "\(location)") }
    }

    @Test func everyCreatorsCountryResolvesButTheUnknown() throws {
        let groups = try #require(
            try SharedData.json("dpi-text/constants/creator_groups_by_country.json") as? [String: Any])
        let unresolved = groups.keys.filter { resolver.resolve($0) == nil }
        #expect(unresolved == ["International/Other/Unknown"])
    }

    @Test func countriesOfTheProvenanceCollectionResolve() throws {
        let tables = try PlaceTables.embedded()
        let byNumber = Dictionary(uniqueKeysWithValues: tables.countries.map { ($0.m49, $0.iso2) })
        let document = try SharedData.json("dpi-text/constants/continent_country_iso.json") as? [String: Any]
        for continent in try #require(document?["continents"] as? [[String: Any]]) {
            for entry in try #require(continent["countries"] as? [[String: String]]) {
                let name = try #require(entry["name"])
                // "Micronesia" is the federation here; the bare word is M49's sub-region, which holds it in either
                // reading.
                let expected = name == "Micronesia" ? nil : byNumber[entry["iso_code"] ?? ""]
                #expect(country(name) == expected, "\(name)")
            }
        }
    }

    @Test func regionsOfBlendResolve() throws {
        let folder = SharedData.folder.appending(path: "blend/data/annotations")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let regions = files.map { $0.replacingOccurrences(of: "_data.json", with: "") }
        #expect(regions.count == 16)
        #expect(Set(regions.compactMap(country)).count == 15)
    }

    @Test func countriesOfTheWorldValuesSurveyResolve() throws {
        var seen: Set<String> = []
        for row in try SharedData.csv("alignment/wvs_prompts.csv") { seen.insert(row["country"] ?? "") }
        #expect(seen.count == 10)
        for name in seen { #expect(country(name) != nil, "\(name)") }
        let codes = Set(try SharedData.csv("alignment/wvs_ground_truth_every_country.csv").map { $0["cntry_an"] ?? "" })
        #expect(codes.filter { resolver.resolveCode($0) == nil } == ["NIR"])
    }

    @Test func officialNamesInTheUnitedNationsLanguagesResolve() throws {
        let columns = [
            "official_name_en", "UNTERM English Short", "CLDR display name", "UNTERM Arabic Short",
            "UNTERM Chinese Short",
            "UNTERM Russian Short", "UNTERM French Short", "UNTERM Spanish Short", "UNTERM English Formal",
        ]
        var wrong: [String] = []
        var unread = 0
        var read = 0
        for row in try SharedData.csv("geo/country-codes.csv") {
            for column in columns {
                guard let name = row[column], !name.isEmpty else { continue }
                switch country(name) {
                case row["ISO3166-1-Alpha-2"]: read += 1
                case nil: unread += 1
                case let other?: wrong.append("\(column): \(name) is \(other)")
                }
            }
        }
        #expect(wrong == [])
        #expect(Double(read) / Double(read + unread) > 0.98)
    }

    @Test func namesOfISO3166Resolve() throws {
        for row in try SharedData.csv("geo/iso3166_regions.csv") {
            #expect(country(row["name"] ?? "") == row["alpha-2"], "\(row["name"] ?? "")")
        }
    }
}
