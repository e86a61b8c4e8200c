import Foundation
import SQLite
import Warehouse

/// The relations as plain SQLite tables of the same rows, computed sample by sample in the most obvious way: what the
/// relations are compared with.
struct PlainTables {
    let connection: Connection
    private let geography: Geography

    private static let sampleColumns = [
        "id integer", "dataset text", "source text", "stage text", "language text", "language_code text",
        "language_name text", "culture text", "cultural integer", "domain text", "task text", "format text",
        "tokens integer", "score real", "text text", "note text", "file text", "\"row\" integer", "n integer",
        "tokens_sum integer", "score_sum real", "tokens_known integer", "score_known integer",
    ]
    private static let placeColumns = [
        "country text", "iso2 text", "iso3 text", "region text", "subregion text", "continent text",
    ]

    /// - Parameter reference: a store, for what its reference tables say of countries, areas and languages.
    init(_ samples: [TestSample], reference: Connection) throws {
        connection = try Connection(path: ":memory:", access: .create)
        let geography = try Geography(reference)
        self.geography = geography
        try table("samples", [], samples) { _ in [[]] }
        try list("places", ["place text"] + Self.placeColumns, samples, \.places) { geography.row($0) }
        try list("countries", Self.placeColumns, samples, { $0.places }) {
            geography.row($0)
        } by: {
            $0[1]
        }
        try list("subregions", ["subregion text", "region text"], samples, \.places) { place in
            let row = geography.row(place)
            return [row[4], row[4] == .null ? .null : row[3]]
        } by: {
            $0[0]
        }
        try list("regions", ["region text"], samples, \.places) {
            [geography.row($0)[3]]
        } by: {
            $0[0]
        }
        try list("continents", ["continent text"], samples, \.places) {
            [geography.row($0)[5]]
        } by: {
            $0[0]
        }
        try list("licences", ["licence text"], samples, \.licences) { _ in [] }
        try list(
            "languages", ["language text", "language_code text", "language_name text"], samples,
            { $0.language.map { [$0] } ?? [] }
        ) {
            geography.language($0)
        }
        try list("domains", ["domain text"], samples, { $0.domain.map { [$0] } ?? [] }) { _ in [] }
        try list("tasks", ["task text"], samples, { $0.task.map { [$0] } ?? [] }) { _ in [] }
    }

    /// A list relation: the value itself is its first column unless `key` says what is distinct.
    private func list(
        _ name: String, _ columns: [String], _ samples: [TestSample], _ values: @escaping (TestSample) -> [String],
        _ attributes: @escaping (String) -> [SQLValue], by key: (([SQLValue]) -> SQLValue)? = nil
    ) throws {
        try table(name, columns + ["mentions integer", "w real"], samples) { sample in
            var order: [SQLValue] = []
            var rows: [SQLValue: [SQLValue]] = [:]
            var mentions: [SQLValue: Int64] = [:]
            for value in values(sample) {
                let row = key == nil ? [.text(value)] + attributes(value) : attributes(value)
                let distinct = key?(row) ?? row[0]
                if mentions[distinct] == nil {
                    order.append(distinct)
                    // Of an unresolved country, nothing else is known at that level.
                    rows[distinct] = distinct == .null ? row.map { _ in .null } : row
                }
                mentions[distinct, default: 0] += 1
            }
            return order.map {
                (rows[$0] ?? []) + [.integer(mentions[$0] ?? 0), .real(1 / Double(order.count))]
            }
        }
    }

    private func table(
        _ name: String, _ columns: [String], _ samples: [TestSample], _ rows: (TestSample) -> [[SQLValue]]
    ) throws {
        let names = Set(columns.map { $0.split(separator: " ")[0] })
        let kept = Self.sampleColumns.indices.filter {
            !names.contains(Self.sampleColumns[$0].split(separator: " ")[0])
        }
        let all = columns + kept.map { Self.sampleColumns[$0] }
        try connection.execute("create table \(name) (\(all.joined(separator: ", ")))")
        let insert = try connection.prepare(
            "insert into \(name) values (\(Array(repeating: "?", count: all.count).joined(separator: ", ")))")
        for sample in samples {
            let own = values(sample)
            for row in rows(sample) {
                insert.reset()
                try insert.bind(row + kept.map { own[$0] })
                while try insert.step() {}
            }
        }
    }

    private func values(_ sample: TestSample) -> [SQLValue] {
        let culture = sample.culture.map { $0.lowercased().filter(\.isLetter) }
        let language = sample.language.map { geography.language($0) } ?? [.null, .null]
        return [
            .integer(sample.id), "test", SQLValue(sample.source),
            SQLValue(sample.stage ?? sample.source.flatMap { TestCorpus.stages[$0] }), SQLValue(sample.language),
            language[0], language[1], SQLValue(sample.culture),
            culture.map { .integer($0 == "noculture" ? 0 : 1) } ?? .null, SQLValue(sample.domain),
            SQLValue(sample.task),
            SQLValue(sample.format), SQLValue(sample.tokens), sample.score.map { .real($0) } ?? .null,
            SQLValue(sample.text), SQLValue(sample.note), .text(sample.file), .integer(sample.row), 1,
            SQLValue(sample.tokens), sample.score.map { .real($0) } ?? .null,
            .integer(sample.tokens == nil ? 0 : 1), .integer(sample.score == nil ? 0 : 1),
        ]
    }
}

/// A look-up by bytes; Swift's own treats canonically equivalent texts as equal.
func bytewise<Value>(_ table: [String: Value], _ key: String) -> Value? {
    table.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
}

/// What the reference tables say, read by plain queries.
struct Geography {
    private var languageNames: [String: SQLValue] = [:]
    private var countries: [String: [SQLValue]] = [:]
    private var areas: [String: [SQLValue]] = [:]

    init(_ reference: Connection) throws {
        for row in try reference.rows("select iso2, name, iso3, region, subregion, continent from country") {
            countries[row[0].text ?? ""] = [row[1], row[0], row[2], row[3], row[4], row[5]]
        }
        for row in try reference.rows("select code, region, subregion, continent from area") {
            areas[row[0].text ?? ""] = [.null, .null, .null, row[1], row[2], row[3]]
        }
        for row in try reference.rows("select code, name from language_reference") {
            languageNames[row[0].text ?? ""] = row[1]
        }
    }

    /// country, iso2, iso3, region, subregion, continent of a place.
    func row(_ place: String) -> [SQLValue] {
        let unresolved = [SQLValue](repeating: .null, count: 6)
        guard let target = bytewise(TestCorpus.placeTargets, place) else { return unresolved }
        return (target.kind == .country ? countries[target.target] : areas[target.target]) ?? unresolved
    }

    /// language_code and language_name.
    func language(_ language: String) -> [SQLValue] {
        guard let code = bytewise(TestCorpus.languageCodes, language) else { return [.null, .null] }
        return [.text(code), languageNames[code] ?? .null]
    }
}
