import Foundation
import Testing

@testable import Ingest

/// The languages that published data sets name.
@Suite(.enabled(if: SharedData.isPresent, SharedData.missing))
struct LanguageResolverRealDataTests {
    let resolver: LanguageResolver

    init() throws { resolver = try SharedResolvers.languages }

    @Test func provenanceCollectionNamesResolveAndProgrammingLanguagesDoNot() throws {
        let groups = try #require(try SharedData.json("dpi-text/constants/language_groups.json") as? [String: [String]])
        #expect(groups["Code", default: []].filter { resolver.resolve($0) != nil } == [])
        for (group, names) in groups where group != "Code" {
            for name in names where name != "Dayak" { #expect(resolver.resolve(name) != nil, "\(name)") }
        }
    }

    @Test func tagsOfTheRootsTableResolveToTheirBaseLanguage() throws {
        let bytesByLanguage = try SharedData.expected(
            "roots", "meta_table", "bytes_by_base_lang", as: [String: Any].self)
        var bytes: [String: Int] = [:]
        for row in try SharedData.csv("roots/meta_table.csv") {
            let tag = row["lang"] ?? ""
            bytes[resolver.resolve(tag) ?? tag, default: 0] += Int(row["size"] ?? "") ?? 0
        }
        #expect(bytes.count == bytesByLanguage["categories"] as? Int)
        for pair in try #require(bytesByLanguage["top"] as? [[Any]]) {
            let tag = try #require(pair[0] as? String)
            #expect(bytes[resolver.resolve(tag) ?? tag] == pair[1] as? Int, "\(tag)")
        }
        #expect(bytes["code"] != nil && bytes["nigercongo"] != nil)
    }

    @Test func mostNamesOfTheRootsCatalogueResolve() throws {
        let records = try #require(try SharedData.json("roots/filtered_catalogue.json") as? [[String: Any]])
        var names: Set<String> = []
        for record in records {
            names.formUnion((record["languages"] as? [String: Any])?["language_names"] as? [String] ?? [])
        }
        #expect(names.count == 432)
        let unresolved = names.filter { resolver.resolve($0) == nil }
        #expect(unresolved.count < 30, "\(unresolved.sorted())")
    }

    @Test func languagesOfBlendAndTheWebResolve() throws {
        let sources = try SharedData.expected("blend", "questions_by_source_raw", as: [String: Int].self)
        for source in sources.keys { #expect(resolver.resolve(source) != nil, "\(source)") }
        // Families of ISO 639-5, and Nauruan, whose code is a word for a missing value.
        let unread: Set<Substring> = ["ber", "bh", "cau", "inc", "na", "sit", "tut"]
        for row in try SharedData.csv("geo/country-codes.csv") {
            for tag in (row["Languages"] ?? "").split(separator: ",")
            where !unread.contains(tag.prefix { $0 != "-" }) {
                #expect(resolver.resolve(String(tag)) != nil, "\(tag)")
            }
        }
    }
}
