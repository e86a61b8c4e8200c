import EmbeddedFiles
import Foundation
import TestSupport
import Testing

@testable import Ingest
import Warehouse

@Suite struct PlaceTablesTests {
    let tables: PlaceTables

    init() throws { tables = try PlaceTables.embedded() }

    @Test func countriesAreISO3166() {
        #expect(tables.countries.count == 249)
        #expect(Set(tables.countries.map(\.iso2)).count == 249)
        #expect(Set(tables.countries.map(\.iso3)).count == 249)
        #expect(Set(tables.countries.map(\.m49)).count == 249)
        #expect(Set(tables.countries.map { NormalizedName($0.name).text }).count == 249)
        for country in tables.countries {
            #expect(country.m49.count == 3 && country.m49.allSatisfy(\.isNumber), "\(country.iso2)")
            #expect((country.region == nil) == (country.iso2 == "AQ"))
            #expect((country.subregion == nil) == (country.iso2 == "AQ"))
        }
    }

    @Test func regionsCountWhatM49Counts() {
        let regions = Dictionary(grouping: tables.countries, by: \.region).mapValues(\.count)
        #expect(regions == ["Africa": 60, "Americas": 57, "Asia": 51, "Europe": 51, "Oceania": 29, nil: 1])
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.missing))
    func subregionsCountWhatM49Counts() throws {
        let expected = try SharedData.expected("geo", "country_codes_csv", "subregion", as: [String: Int].self)
        let counted = Dictionary(grouping: tables.countries) { $0.subregion ?? "(empty)" }.mapValues(\.count)
        #expect(counted == expected)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.missing))
    func countriesAgreeWithThePublishedTable() throws {
        let byCode = Dictionary(uniqueKeysWithValues: tables.countries.map { ($0.iso2, $0) })
        let rows = try SharedData.csv("geo/country-codes.csv")
        #expect(rows.count == 249)
        for row in rows {
            let country = try #require(byCode[row["ISO3166-1-Alpha-2"] ?? ""])
            #expect(country.iso3 == row["ISO3166-1-Alpha-3"])
            #expect(Int(country.m49) == Int(row["ISO3166-1-numeric"] ?? ""))
            #expect(country.region ?? "" == row["Region Name"], "\(country.iso2)")
            #expect(country.subregion ?? "" == row["Sub-region Name"], "\(country.iso2)")
        }
    }

    @Test func continentsDivideTheAmericas() {
        let continents = Dictionary(grouping: tables.countries, by: \.continent).mapValues(\.count)
        #expect(
            continents == [
                "Africa": 60, "Asia": 51, "Europe": 51, "Oceania": 29, "North America": 41, "South America": 16,
                "Antarctica": 1,
            ])
        for country in tables.countries where country.region != "Americas" && country.iso2 != "AQ" {
            #expect(country.continent == country.region)
        }
    }

    @Test func areasFillOnlyLevelsThatExist() {
        let regions = Set(tables.countries.compactMap(\.region))
        let continents = Set(tables.countries.map(\.continent))
        let regionOfSubregion = Dictionary(
            tables.countries.compactMap { country in country.subregion.map { ($0, country.region) } },
            uniquingKeysWith: { first, _ in first })
        #expect(Set(tables.areas.map(\.code)).count == tables.areas.count)
        for area in tables.areas {
            if let region = area.region { #expect(regions.contains(region), "\(area.name)") }
            if let continent = area.continent { #expect(continents.contains(continent), "\(area.name)") }
            if let subregion = area.subregion { #expect(regionOfSubregion[subregion] == area.region, "\(area.name)") }
        }
        for region in regions { #expect(tables.areas.contains { $0.level == .region && $0.name == region }) }
        for subregion in regionOfSubregion.keys {
            #expect(
                tables.areas.contains { $0.level == .subregion && $0.name == subregion && $0.subregion == subregion })
        }
    }

    @Test func areasOfM49DetermineWhatTheirCountriesShare() {
        for area in tables.areas where area.level == .subregion || area.level == .region {
            let members = tables.countries.filter {
                area.level == .region ? $0.region == area.name : $0.subregion == area.name
            }
            let continents = Set(members.map(\.continent))
            #expect(area.continent == (continents.count == 1 ? continents.first : nil), "\(area.name)")
        }
    }

    @Test func aliasesAreInNormalFormAndKnowTheirTargets() {
        let targets = Set(tables.countries.map(\.iso2) + tables.areas.map(\.code))
        var seen: Set<String> = []
        for alias in tables.aliases {
            #expect(NormalizedName(alias.text).text == alias.text, "\(alias.text)")
            #expect(targets.contains(alias.target), "\(alias.text)")
            #expect(seen.insert(alias.text).inserted, "\(alias.text)")
        }
        let names = tables.countries.map(\.name) + tables.areas.map(\.name)
        for name in names { #expect(!seen.contains(NormalizedName(name).text), "\(name)") }
    }

    @Test func subdivisionsKnowTheirCountriesAndNamesakes() {
        let codes = Set(tables.countries.map(\.iso2))
        for entry in tables.subdivisions {
            #expect(codes.contains(entry.iso2))
            #expect(codes.isSuperset(of: entry.homonyms))
        }
        #expect(tables.subdivisions.reduce(0) { $0 + $1.suffixes.count } > 5_000)
        #expect(tables.subdivisions.first { $0.iso2 == "US" }?.homonyms == ["GE"])
    }

    @Test func filesAreSmallSortedAndPlain() throws {
        let limits = [
            "areas": 10_000, "countries": 20_000, "place_aliases": 256_000, "subdivisions": 20_000,
            "languages": 400_000,
            "language_aliases": 128_000, "language_spellings": 2_000,
        ]
        for (name, limit) in limits {
            let file = try EmbeddedFile(named: "reference/\(name).csv")
            #expect(file.bytes.count < limit, "\(name)")
            #expect(!file.bytes.contains(UInt8(ascii: "\r")) && !file.bytes.contains(UInt8(ascii: "\"")), "\(name)")
            #expect(file.bytes.last == UInt8(ascii: "\n"))
            let text = try #require(String(validating: file.bytes, as: UTF8.self))
            let keys = text.split(separator: "\n").dropFirst().map {
                Array($0.prefix { $0 != "," }.unicodeScalars.map(\.value))
            }
            #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) }, "\(name)")
        }
    }

    @Test func embeddedFilesAreThoseOfTheFolder() throws {
        for name in [
            "areas", "countries", "place_aliases", "subdivisions", "languages", "language_aliases",
            "language_spellings", "language_subtags",
        ] {
            let path = PackageRoot.url.appending(path: "schema/reference/\(name).csv")
            let bytes = try EmbeddedFile(named: "reference/\(name).csv").bytes
            #expect(try Data(contentsOf: path) == Data(buffer: bytes), "\(name)")
        }
    }

    @Test func faultsAreNamed() {
        #expect(throws: ReferenceTableError.missing(file: "reference/none.csv")) {
            try EmbeddedFile(named: "reference/none.csv")
        }
        #expect(throws: ReferenceTableError.self) {
            try ReferenceTable(named: "reference/countries.csv", columns: ["iso2"])
        }
        #expect(ReferenceTableError.missing(file: "x.csv").description.contains("schema/embedded.c"))
    }
}
