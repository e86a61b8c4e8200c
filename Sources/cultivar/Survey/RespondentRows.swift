import Ingest
import LocalFacts
import Surveys
import Warehouse

/// The respondents of a file with their attributes, once each.
struct RespondentRows {
    private let file: RespondentFile
    private let dataset: String
    private var taken: Set<String>
    private(set) var keys: [String] = []
    private var countries: [Int] = []
    private var ordinals: [Int64] = []
    private var weights: [Double] = []
    private var attributes: [[String?]]
    /// Respondents whose id another one has.
    private(set) var repeated = 0
    /// Records that could not be read, and weights that are no number.
    private(set) var rejects: [SurveyReject] = []

    init(_ file: RespondentFile, dataset: String, known: Set<String>) {
        self.file = file
        self.dataset = dataset
        taken = known
        attributes = file.layout.attributes.map { _ in [] }
    }

    /// Adds a batch.
    ///
    /// - Returns: the keys of its respondents: data set, country and id, such as `wvs/IRQ-17`.
    mutating func add(_ batch: RespondentBatch) -> [String] {
        let first = keys.count
        for row in 0..<batch.count {
            let country = file.countries[batch.countries[row]]
            let id = batch.identifiers[row]
            var key = "\(dataset)/\(id.hasPrefix("\(country)-") ? id : "\(country)-\(id)")"
            if !taken.insert(key).inserted {
                repeated += 1
                let plain = key
                var number = 2
                repeat {
                    key = "\(plain)#\(number)"
                    number += 1
                } while !taken.insert(key).inserted
            }
            keys.append(key)
        }
        countries += batch.countries
        ordinals += batch.ordinals.map(Int64.init)
        weights += batch.weights
        for place in attributes.indices { attributes[place] += batch.attributes[place] }
        rejects += batch.otherRejects
        return Array(keys[first...])
    }

    /// To be called after the last batch.
    mutating func end() { rejects += file.rejectsAtEnd }

    /// Writes them, unless an earlier load of the same file has.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func write(_ load: LoadWriter, path: String, hash: String) throws {
        let identity = "\(hash)-respondents"
        guard try load.loadedFile(contentHash: identity, dataset: dataset) == nil else { return }
        let known = file.layout.attributes.enumerated().map { place, attribute in
            (name: attribute.name, values: attributes[place], integers: Self.integers(attributes[place]))
        }
        var columns: [DerivedRows.Column] = [
            .init("respondent", .tag), .init("country", .tag), .init("culture", .tag), .init("ordinal", .integer),
        ]
        if file.hasWeights { columns.append(.init("weight", .real)) }
        columns += known.map { .init($0.name, $0.integers == nil ? .tag : .integer, isGuess: true) }
        let rows = try DerivedRows(
            load, table: "respondents",
            file: FileDescription(
                path: path, dataset: dataset, format: "survey respondents", byteCount: nil, headHash: identity),
            columns: columns)
        for reject in rejects where reject.reason == .unreadableRecord {
            rows.writer.reject(
                RejectRecord(
                    row: reject.record, line: nil, byteOffset: nil, column: reject.column,
                    reason: "a record that cannot be read", excerpt: reject.value, code: reject.reason.rawValue))
        }
        rows.writer.skip(Int64(file.rowsOfSums), because: "a row of sums, not a respondent")
        let names = file.countries
        var values: [SampleBatch.Values] = [
            .tags(try keys.map { try rows.code(of: $0, column: 0) }),
            .tags(try countries.map { try rows.code(of: names[$0].isEmpty ? nil : names[$0], column: 1) }),
            .tags(try countries.map { try rows.code(of: file.profile.culture(ofCountry: names[$0]), column: 2) }),
            .wholeNumbers(ordinals),
        ]
        if file.hasWeights { values.append(.numbers(weights)) }
        for attribute in known {
            if let integers = attribute.integers, rows.kind(ofColumn: values.count) == .integer {
                values.append(.wholeNumbers(integers))
            } else if let integers = attribute.integers, rows.kind(ofColumn: values.count) == .real {
                values.append(.numbers(integers.map { $0.map { Double($0) } }))
            } else {
                let column = values.count
                values.append(.tags(try attribute.values.map { try rows.code(of: $0, column: column) }))
            }
        }
        try rows.append(records: keys.indices.map { Int64($0 + 1) }, recordsRead: Int64(keys.count), values: values)
        try rows.writer.finish(contentHash: identity)
    }

    /// The values as whole numbers; nil if one is none, or all are missing.
    private static func integers(_ values: [String?]) -> [Int64?]? {
        var numbers: [Int64?] = []
        for value in values {
            guard let value else {
                numbers.append(nil)
                continue
            }
            guard let number = Int64(value), "\(number)" == value else { return nil }
            numbers.append(number)
        }
        return numbers.contains { $0 != nil } ? numbers : nil
    }
}
