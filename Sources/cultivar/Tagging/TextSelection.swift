import ArgumentParser
import LocalFacts
import SQLite
import Tagging
import Warehouse

/// Which texts of the store a command is about.
struct TextSelection: ParsableArguments {
    @Option(help: ArgumentHelp("Only samples for which this holds.", valueName: "SQL condition"))
    var `where`: String?

    @Option(help: ArgumentHelp("Draw so many samples that have a text.", valueName: "count"))
    var sample: Int?

    @Option(
        help: ArgumentHelp("Draw from each combination of these, by --allocation.", valueName: "a,b"),
        completion: CompletionNames.columns)
    var stratify: String?

    @Option(
        help: "How many samples each combination gives: in proportion to its size, at least one, or the same number.")
    var allocation = StratifiedSample<Int64>.Allocation.proportional

    @Option(help: "Seed of the draw.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The column of the texts.", valueName: "column"), completion: CompletionNames.columns)
    var text = "text"

    func validate() throws {
        if let sample, sample < 1 { throw ValidationError("--sample is a number from 1, and is \(sample).") }
        if stratify != nil, sample == nil {
            throw ValidationError("--stratify says how samples are drawn: say by --sample how many.")
        }
    }

    /// The columns that samples are drawn by.
    var strata: [String] {
        (stratify ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// The chosen samples.
    ///
    /// - Throws: `TagCommandError`, `StoreError`, `SQLError`.
    func texts(of store: Store) throws -> StoredTexts {
        let reader = try SampleReader(store: store, columns: [text])
        guard reader.columns.first?.kind == .text else { throw TagCommandError.notAText(column: text) }
        if sample != nil {
            return StoredTexts(store: store, column: text, ids: try drawn(from: store).map(\.item).sorted())
        }
        return StoredTexts(store: store, column: text, ids: try `where`.map { _ in try ids(in: store) })
    }

    /// The drawn samples, with their strata and probabilities; all that were asked for without a number.
    ///
    /// - Throws: as `texts`.
    func drawn(from store: Store) throws -> [StratifiedSample<Int64>.Chosen] {
        let ids = try ids(in: store, withText: true)
        var draw = StratifiedSample<Int64>(size: sample ?? ids.count, seed: seed)
        let reader = try SampleReader(store: store, columns: strata)
        let dictionaries = try reader.columns.indices.map { index in
            try reader.values(ofColumn: index).map { $0.text ?? $0.integer.map(String.init) ?? "" }
        }
        if let column = reader.columns.first(where: { ![.code, .integer].contains($0.kind) }) {
            throw TagCommandError.notOneValue(column: column.name)
        }
        if strata.isEmpty {
            for id in ids { draw.add(id, key: "\(id)", stratum: []) }
            return draw.chosen(allocation)
        }
        var position = 0
        for (group, range) in reader.rowGroups.enumerated() {
            let start = position
            while position < ids.count, ids[position] < range.upperBound { position += 1 }
            guard position > start else { continue }
            try reader.read(group, ids: Array(ids[start..<position])) { ids, values in
                for (row, id) in ids.enumerated() {
                    let stratum = zip(values, dictionaries).map { values, dictionary in
                        values.word(row, dictionary)
                    }
                    draw.add(id, key: "\(id)", stratum: stratum)
                }
            }
        }
        return draw.chosen(allocation)
    }

    /// The ids of the samples that meet the condition, ascending.
    private func ids(in store: Store, withText: Bool = false) throws -> [Int64] {
        let condition = `where`.map { "(\($0)\n)" } ?? "true"
        let hasText = withText ? "\(SQLName.quoted(text)) is not null and " : ""
        do {
            let statement = try store.connection.prepare("select id from samples where \(hasText)\(condition)")
            var ids: [Int64] = []
            while try statement.step() { if let id = statement.value(at: 0).integer { ids.append(id) } }
            return ids.sorted()
        } catch let error as SQLError {
            throw TagCommandError.condition(`where` ?? text, message: error.message)
        }
    }
}

extension SampleValues {
    /// The value of a row as a word; empty for null.
    fileprivate func word(_ row: Int, _ dictionary: [String]) -> String {
        switch self {
        case .codes(let codes): dictionary[Int(codes[row])]
        case .integers(let integers): integers[row].map(String.init) ?? ""
        case .lists, .reals, .texts: ""
        }
    }
}

extension StratifiedSample.Allocation: ExpressibleByArgument {}
