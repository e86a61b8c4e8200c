import Foundation
import TestSupport
import Testing

@testable import Ingest

/// The shipped sample corpus against the counts that lie beside it.
@Suite struct SampleCorpusTests {
    private struct Expected: Decodable {
        struct File: Decodable {
            let rows: Int
            let rejects: Int
        }

        let rows: Int
        let files: [String: File]
        let rows_by_source: [String: Int]
        let rows_by_stage: [String: Int]
        let rows_by_culture_tag: [String: Int]
        let rows_by_language: [String: Int]
        let rows_without_places: Int
        let place_mentions: Int
        let rows_by_country: [String: Int]
        let rows_by_area: [String: Int]
        let rows_by_unresolved_place: [String: Int]
    }

    private struct Sample {
        let source: String
        let culture: String?
        let language: String
        let places: [String]
    }

    private static let folder = PackageRoot.url.appending(path: "samples/culture-sample")
    private let expected: Expected
    private let samples: [Sample]
    private let rejects: [String: Int]
    private let rows: [String: Int]

    init() throws {
        expected = try JSONDecoder().decode(
            Expected.self, from: Data(contentsOf: Self.folder.appending(path: "expected.json")))
        var samples: [Sample] = []
        var rejects: [String: Int] = [:]
        var rows: [String: Int] = [:]
        for file in expected.files.keys {
            let read = try Self.read(file)
            rows[file] = read.compactMap(\.self).count
            rejects[file] = read.count - read.compactMap(\.self).count
            samples += read.compactMap(\.self)
        }
        self.samples = samples
        self.rejects = rejects
        self.rows = rows
    }

    @Test func filesHoldTheRowsAndRejectsThatAreTold() {
        #expect(samples.count == expected.rows)
        for (name, file) in expected.files {
            #expect(rows[name] == file.rows, "\(name)")
            #expect(rejects[name] == file.rejects, "\(name)")
        }
        #expect(expected.files.values.reduce(0) { $0 + $1.rejects } > 0)
    }

    @Test func sourcesStagesAndCultureTagsCount() throws {
        #expect(counts(samples.map(\.source)) == expected.rows_by_source)
        let stages = try String(contentsOf: Self.folder.appending(path: "stages.csv"), encoding: .utf8)
        let stageOfSource = Dictionary(
            uniqueKeysWithValues: CSVRecords.records(of: stages).dropFirst().map { ($0[0], $0[1]) })
        #expect(counts(samples.map { stageOfSource[$0.source] ?? "" }) == expected.rows_by_stage)
        #expect(expected.rows_by_stage.count == 4 && expected.rows_by_source.count == 10)

        let tags = [
            "NoCulture", "GeneralCulture", "CultureAsKnowledge", "CultureAsPreference", "CultureAsDynamics",
            "CultureAsBias",
        ]
        let tagOfLetters = Dictionary(uniqueKeysWithValues: tags.map { ($0.lowercased(), $0) })
        let read = samples.map { sample in
            sample.culture.flatMap { tagOfLetters[$0.filter(\.isLetter).lowercased()] } ?? "(none)"
        }
        #expect(counts(read) == expected.rows_by_culture_tag)
        #expect(Set(samples.compactMap(\.culture)).count > tags.count)
    }

    @Test func languagesResolveToWhatWasMeant() throws {
        let resolver = try SharedResolvers.languages
        #expect(counts(samples.map { resolver.resolve($0.language) ?? $0.language }) == expected.rows_by_language)
    }

    @Test func placesResolveToWhatWasMeant() throws {
        let resolver = try SharedResolvers.places
        var countries: [String] = []
        var areas: [String] = []
        var unresolved: [String] = []
        for sample in samples {
            let resolved = sample.places.map { (raw: $0, place: resolver.resolve($0)?.place) }
            countries += Set(resolved.compactMap { if case .country(let iso2)? = $0.place { iso2 } else { nil } })
            areas += Set(resolved.compactMap { if case .area? = $0.place { $0.raw } else { nil } })
            unresolved += Set(resolved.compactMap { $0.place == nil ? $0.raw : nil })
        }
        #expect(counts(countries) == expected.rows_by_country)
        #expect(counts(areas) == expected.rows_by_area)
        #expect(counts(unresolved) == expected.rows_by_unresolved_place)
        #expect(samples.reduce(0) { $0 + $1.places.count } == expected.place_mentions)
        #expect(samples.count { $0.places.isEmpty } == expected.rows_without_places)
    }

    private func counts(_ values: [String]) -> [String: Int] {
        Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// The rows of one file; nil for a row that a reader must refuse.
    private static func read(_ file: String) throws -> [Sample?] {
        let data = try Data(contentsOf: folder.appending(path: file))
        if file.hasSuffix(".json") {
            return try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]]).map(sample)
        }
        if file.hasSuffix(".jsonl") {
            return data.split(separator: UInt8(ascii: "\n")).map { line in
                (try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]).flatMap(sample)
            }
        }
        var records = CSVRecords.records(of: String(decoding: data, as: UTF8.self))
        let header = records.removeFirst()
        return records.map { record in
            guard record.count == header.count else { return nil }
            var fields: [String: Any] = Dictionary(zip(header, record), uniquingKeysWith: { first, _ in first })
            fields["geolocation_tag"] = record[header.count - 1].split(separator: ";").map(String.init)
            return sample(fields)
        }
    }

    private static func sample(_ fields: [String: Any]) -> Sample? {
        guard let source = fields["dataset_source"] as? String, let language = fields["language"] as? String,
            let places = fields["geolocation_tag"] as? [String]
        else { return nil }
        return Sample(source: source, culture: fields["culture_tag"] as? String, language: language, places: places)
    }
}
