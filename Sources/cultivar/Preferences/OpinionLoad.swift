import Digests
import Foundation
import Ingest
import LocalFacts
import Preferences
import Readers
import Reports
import SQLite
import Tabular
import Warehouse

/// Loads files of GlobalOpinionQA into the table `opinions`: the published ones, whose cells are literals of Python,
/// and files with a row per question and country.
///
/// A file is loaded as a whole or not at all, and one of the same content only once.
struct OpinionLoad {
    static let profile = "global-opinions"
    static let title = "GlobalOpinionQA, answers to survey questions by country"
    static let url = "https://huggingface.co/datasets/Anthropic/llm_global_opinions"

    let store: Store
    let arguments: [String]

    /// What became of a file: of the countries of its questions, and of records that gave none.
    struct Outcome {
        let path: String
        var stored: Int64 = 0
        /// Rows of the table: a share of an option each.
        var shares: Int64 = 0
        var rejected: Int64 = 0
        var skipped: Int64 = 0
        var reasons: [String: Int] = [:]
        var isKnown = false
    }

    private static let fields = [
        "question", "options", "selections", "country", "attribute", "distribution", "gold_distribution",
    ]

    /// - Throws: `ReadError`, `SQLError`, `StoreError`, `PreferenceCommandError.noColumn` for a file of another kind.
    func run(_ paths: [String]) throws -> [Outcome] {
        let files = try InputFile.files(for: paths)
        let load = try LoadWriter(
            store: store,
            description: LoadDescription(profile: Self.profile, arguments: arguments, version: Release.version))
        try load.resolvePlacesAndLanguages()
        let outcomes = try files.map { try self.load($0, load) }
        try load.finish()
        return outcomes
    }

    private func load(_ file: InputFile, _ load: LoadWriter) throws -> Outcome {
        var outcome = Outcome(path: file.path)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file.location), options: .mappedIfSafe)
        let hash = ContentHash()
        bytes.withUnsafeBytes(hash.update)
        let content = hash.finish()
        guard try load.loadedFile(contentHash: content, dataset: Self.profile) == nil else {
            outcome.isKnown = true
            return outcome
        }
        let fields = try Self.fields(of: file)
        let reader = try RecordReader(
            path: file.location, projection: Projection(fields: fields.map { FieldPath(key: $0) }))
        try store.connection.transaction {
            let writer = try load.begin(
                FileDescription(
                    path: file.path, dataset: Self.profile, format: reader.format.rawValue,
                    byteCount: Int64(bytes.count), headHash: nil, table: PreferenceTables.opinions))
            let rows = try ComputedRows(writer, PreferenceTables.opinionColumns)
            while let batch = try reader.nextBatch() {
                for reject in batch.rejects {
                    outcome.reject(
                        "\(reject.reason)", code: "unreadable", record: reject.recordNumber, excerpt: reject.excerpt,
                        writer)
                }
                for row in 0..<batch.rowCount { try add(row, batch, fields, rows, writer, &outcome) }
            }
            guard outcome.stored + outcome.rejected + outcome.skipped > 0 else {
                throw PreferenceCommandError.noColumn(
                    "question", table: file.path, known: reader.columnNames ?? ["none of \(Self.fields)"])
            }
            try rows.flush()
            try writer.finish(contentHash: content)
        }
        return outcome
    }

    /// The fields that the file may have: of a table those that are columns of it, of records all.
    ///
    /// - Throws: `ReadError`, `PreferenceCommandError.noColumn` for a table without questions.
    private static func fields(of file: InputFile) throws -> [String] {
        let reader = try RecordReader(path: file.location, projection: Projection(fields: []))
        guard let names = reader.columnNames else { return fields }
        guard names.contains("question") else {
            throw PreferenceCommandError.noColumn("question", table: file.path, known: names)
        }
        return fields.filter(names.contains)
    }

    /// Adds the question of a record, with the countries that it has shares of.
    private func add(
        _ row: Int, _ batch: RowBatch, _ fields: [String], _ rows: ComputedRows, _ writer: FileWriter,
        _ outcome: inout Outcome
    ) throws {
        let record = batch.recordNumbers[row]
        // A list of JSON is one value per element, the text of a list of Python is one value.
        func values(_ names: String...) -> [String] {
            for name in names {
                guard let index = fields.firstIndex(of: name) else { continue }
                let found = batch.columns[index].strings(ofRow: row)
                if !found.isEmpty { return found }
            }
            return []
        }
        func cell(_ name: String) -> String? { values(name).first }
        let options = values("options")
        guard let text = cell("question"), !options.isEmpty else {
            return outcome.reject(
                "there is no question or no options", code: "missing_field", record: record, excerpt: "", writer)
        }
        let question: OpinionQuestion
        var others: [String] = []
        do {
            if let selections = cell("selections") {
                question = try OpinionQuestion(
                    question: OpinionText.question(text), selections: selections,
                    options: OpinionText.literal(ofTexts: options))
                others = try OpinionText.countries(selections).filter { country in
                    !question.countries.contains { $0.name == OpinionCountry.national(country) }
                }
            } else {
                question = try OpinionText.ofOneCountry(
                    question: text, options: options, country: cell("country") ?? cell("attribute"),
                    shares: values("distribution", "gold_distribution"))
            }
        } catch let reject as PreferenceReject {
            return outcome.reject(
                "\(reject)", code: reject.code, record: record, excerpt: String(text.prefix(80)), writer)
        }
        for reject in question.rejects {
            if case .notNational = reject {
                outcome.skip("a sample that is not of the whole country", writer)
            } else {
                outcome.reject(
                    "\(reject)", code: reject.code, record: record, excerpt: String(text.prefix(80)), writer)
            }
        }
        // What is neither stored nor rejected is a second sample of a country.
        for _ in 0..<max(0, others.count - question.rejects.count) {
            outcome.skip("a second sample of a country", writer)
        }
        for (country, shares) in question.countries {
            outcome.stored += 1
            outcome.shares += Int64(shares.count)
            for (position, share) in shares.enumerated() {
                let option = question.options[position]
                try rows.append([
                    .text(question.question), .text(country), .text(option), .integer(Int64(position)),
                    .integer(NoAnswerOption.matches(option) ? 0 : 1), .real(share),
                ])
            }
        }
    }
}

extension OpinionLoad.Outcome {
    fileprivate mutating func reject(
        _ reason: String, code: String, record: Int64, excerpt: String, _ writer: FileWriter
    ) {
        rejected += 1
        reasons[reason, default: 0] += 1
        writer.reject(
            RejectRecord(
                row: record, line: nil, byteOffset: nil, column: nil, reason: reason, excerpt: excerpt, code: code))
    }

    fileprivate mutating func skip(_ reason: String, _ writer: FileWriter) {
        skipped += 1
        reasons[reason, default: 0] += 1
        writer.skip(1, because: reason)
    }

    /// The outcome as `ingest` prints it.
    var lines: [String] {
        if isKnown { return ["\(path): loaded before, and left out"] }
        var lines = [
            """
            \(path): \(Magnitude.grouped(stored + rejected + skipped)) countries of questions seen = \
            \(Magnitude.grouped(stored)) stored + \(Magnitude.grouped(rejected)) rejected + \
            \(Magnitude.grouped(skipped)) skipped; \(Magnitude.grouped(shares)) shares
            """
        ]
        let most = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        for (reason, count) in most.prefix(8) { lines.append("  \(count) \(reason)") }
        if most.count > 8 { lines.append("  and \(most.count - 8) other reasons: table reject has all") }
        return lines
    }
}

/// The cells of files of opinions.
enum OpinionText {
    /// The question alone, of a prompt that also repeats the options.
    static func question(_ text: String) -> String {
        let opening = "Question: "
        guard text.hasPrefix(opening), let end = text.range(of: "\nOptions: ", options: .backwards) else {
            return text
        }
        return String(text[..<end.lowerBound].dropFirst(opening.count))
    }

    /// The countries of selections, as they are written.
    ///
    /// - Throws: `PreferenceReject.notALiteral`.
    static func countries(_ selections: String) throws -> [String] {
        guard case .dictionary(let entries) = try literal(selections, "selections") else { return [] }
        return entries.compactMap(\.key.text)
    }

    /// - Throws: `PreferenceReject`.
    static func ofOneCountry(
        question: String, options: [String], country: String?, shares: [String]
    ) throws -> OpinionQuestion {
        guard let country, !shares.isEmpty else {
            throw PreferenceReject.wrongLiteral(field: "selections", expected: "there: give country and distribution")
        }
        // Some files have numbers as options.
        let texts = try elements(options, "options").compactMap { $0.text ?? $0.number.map { "\($0)" } }
        let numbers = try elements(shares, "distribution").compactMap { value in
            value.number ?? value.text.flatMap(Double.init)
        }
        guard try texts.count == elements(options, "options").count else {
            throw PreferenceReject.wrongLiteral(field: "options", expected: "a list of texts")
        }
        guard try numbers.count == elements(shares, "distribution").count else {
            throw PreferenceReject.wrongLiteral(field: "distribution", expected: "a list of numbers")
        }
        var made = OpinionQuestion(question: self.question(question), options: texts)
        made.add(country: country, shares: numbers)
        return made
    }

    /// Options as the text of a list of Python.
    static func literal(ofTexts texts: [String]) -> String {
        if texts.count == 1, texts[0].hasPrefix("[") { return texts[0] }
        let quoted = texts.map { text in
            "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n"))\""
        }
        return "[" + quoted.joined(separator: ", ") + "]"
    }

    /// The elements of a list: of JSON, which come one by one, or of the text of a list of Python.
    private static func elements(_ values: [String], _ field: String) throws -> [PythonLiteral] {
        guard values.count == 1, values[0].hasPrefix("[") else { return values.map { .string($0) } }
        guard case .list(let items) = try literal(values[0], field) else {
            throw PreferenceReject.wrongLiteral(field: field, expected: "a list")
        }
        return items
    }

    private static func literal(_ text: String, _ field: String) throws -> PythonLiteral {
        do {
            return try PythonLiteral(text)
        } catch {
            throw PreferenceReject.notALiteral(field: field, error)
        }
    }
}
