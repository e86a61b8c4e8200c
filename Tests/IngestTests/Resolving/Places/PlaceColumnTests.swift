import Foundation
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// Values that mean two things are read by the others of their column.
@Suite struct PlaceColumnTests {
    /// What the places of a file become, by value.
    private func places(_ files: [(name: String, text: String)]) throws -> [String: String] {
        let folder = try TemporaryFolder()
        let store = try Store.create(at: folder.path("store.cultivar"))
        for file in files {
            let path = try folder.write(file.text, to: file.name)
            _ = try Ingestion(store: store, options: IngestOptions()).run([path])
        }
        let rows = try store.connection.rows("select distinct place, coalesce(iso2, subregion, '-') from places")
        return Dictionary(
            rows.map { ($0[0].text ?? "", $0[1].text ?? "") }, uniquingKeysWith: { first, _ in first })
    }

    private func lines(_ values: [String], key: String = "country") -> String {
        values.map { #"{"text": "t", "\#(key)": "\#($0)"}"# }.joined(separator: "\n")
    }

    /// Namibia and Norway had no country in a column of codes.
    @Test func codesThatAreWordsAreCodesAmongCodes() throws {
        let found = try places([("a.csv", "text,country_code\na,NA\nb,NE\nc,NG\nd,NO\ne,\n")])
        #expect(found == ["NA": "NA", "NE": "NE", "NG": "NG", "NO": "NO"])
        #expect(try places([("a.jsonl", lines(["na", "ne", "no", "se"]))])["na"] == "NA")
        let three = try places([("a.jsonl", lines(["and", "are", "can", "nor", "per", "deu", "fra", "bra", "chn"]))])
        #expect(three["and"] == "AD" && three["are"] == "AE" && three["can"] == "CA" && three["nor"] == "NO")
        #expect(three["per"] == "PE")
    }

    @Test func theyAreWordsAmongWords() throws {
        let found = try places([("a.jsonl", lines(["Kenya", "NA", "no", "Peru", "none"]))])
        #expect(found["NA"] == "-" && found["no"] == "-" && found["Kenya"] == "KE")
        #expect(try places([("a.jsonl", lines(["USA", "UK", "Germany", "NA"]))])["NA"] == "-")
        #expect(try places([("a.jsonl", lines(["us", "gb", "NA"]))])["NA"] == "-")
        #expect(try places([("a.jsonl", lines(["NA"]))])["NA"] == "-")
    }

    @Test func theFieldsNameSaysThatItHoldsCodes() throws {
        #expect(try places([("a.csv", "text,iso2\na,NA\n")]) == ["NA": "NA"])
        #expect(try places([("a.csv", "text,country_code\na,NA\nb,US\n")])["NA"] == "NA")
        #expect(try places([("a.csv", "text,country_code\na,NA\nb,Kenya\nc,Peru\n")])["NA"] == "-")
    }

    /// A later load changes what most values are, and so what these mean.
    @Test func allLoadsOfAStoreDecideTogether() throws {
        let words = lines(["NA", "Kenya", "Peru", "Chile", "Ghana"])
        #expect(try places([("a.jsonl", words), ("b.jsonl", lines(["KE"]))])["NA"] == "-")
        let codes = lines(["KE", "PE", "CL", "GH", "NE", "NG"])
        #expect(try places([("a.jsonl", words), ("b.jsonl", codes)])["NA"] == "NA")
        #expect(
            try places([("a.jsonl", codes + "\n" + lines(["NA"])), ("b.jsonl", lines(["Togo", "Mali", "Fiji"]))])["NA"]
                == "NA")
    }

    @Test func micronesiaIsTheCountryAmongCountries() throws {
        #expect(try places([("a.jsonl", lines(["Fiji", "Micronesia", "Palau"]))])["Micronesia"] == "FM")
        #expect(try places([("a.jsonl", lines(["Micronesia"]))])["Micronesia"] == "Micronesia")
        let regions = try places([("a.jsonl", lines(["Polynesia", "Micronesia", "Fiji", "Palau"]))])
        #expect(regions["Micronesia"] == "Micronesia")
    }

    @Test func coordinatesTakeNoRole() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            lines(["48.85, 2.35", "-33.9, 18.4"], key: "location") + "\n", to: "a.jsonl")
        let plan = try IngestPlan(InputFile.files(for: [path]), options: IngestOptions())
        #expect(plan.files.first?.input.columns.map(\.name).contains("places") == false)
        let both = try folder.write(
            (0..<3).map { #"{"text": "t\#($0)", "location": "48.8\#($0), 2.35", "country": "France"}"# }
                .joined(separator: "\n"), to: "b.jsonl")
        #expect(
            try IngestPlan(InputFile.files(for: [both]), options: IngestOptions()).files.first?.input.columns
                .contains { $0.name == "places" } == true)
    }
}
