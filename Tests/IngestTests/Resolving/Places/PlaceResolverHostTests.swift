import Foundation
import Testing

@testable import Ingest

@Suite struct PlaceResolverHostTests {
    let resolver: PlaceResolver

    init() throws { resolver = try SharedResolvers.places }

    @Test(arguments: [
        ("www.bbc.co.uk", "GB"), ("example.de", "DE"), ("EXAMPLE.DE", "DE"), ("example.de:8080", "DE"),
        ("example.de.", "DE"),
        ("example.com", nil), ("10.0.0.1", nil), ("10.0.0.1:80", nil), ("[::1]:80", nil), ("::1", nil),
        ("example.gb", nil),
        ("example.eu", nil), ("example.io", "IO"), ("a_b.example.in", "IN"), ("", nil), (".", nil), (":80", nil),
        ("example.xn--p1ai", nil),
        ("example.gp", "GP"), ("example.bl", nil), ("example.рф", nil), ("example.de:http", nil),
    ])
    func topLevelDomain(host: String, iso2: String?) {
        #expect(resolver.country(ofHost: host) == iso2)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.missing))
    func agreesWithTheTableOfDomains() throws {
        for row in try SharedData.csv("geo/country-codes.csv") {
            let iso2 = try #require(row["ISO3166-1-Alpha-2"])
            let domain = try #require(row["TLD"])
            // Saint Barthélemy and Saint Martin share Guadeloupe's.
            #expect(resolver.country(ofHost: "example" + domain) == (domain == ".gp" ? "GP" : iso2), "\(domain)")
        }
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.missing))
    func countsHostsAsExpected() throws {
        var counts: [String: Int] = [:]
        for row in try SharedData.csv("web-pretrain/relevant_url_token_counts.csv") {
            if let iso2 = resolver.country(ofHost: row["url"] ?? "") { counts[iso2, default: 0] += 1 }
        }
        let expected = try SharedData.expected("web-pretrain", "url_tokens", "rows_by_country", as: [String: Any].self)
        #expect(counts.count == expected["categories"] as? Int)
        #expect(counts.values.reduce(0, +) == expected["total"] as? Int)
        for pair in try #require(expected["top"] as? [[Any]]) {
            #expect(counts[try #require(pair[0] as? String)] == pair[1] as? Int)
        }
    }
}
