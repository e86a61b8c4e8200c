import Ingest
import LocalFacts
import SQLite
import Surveys
import Warehouse

/// What a store has of a survey: its respondents, questions and options.
struct StoredSurvey {
    private(set) var respondents: Set<String> = []
    /// How many respondents of each country the survey has.
    private(set) var respondentsByCountry: [String: Int] = [:]
    /// Text and options of each question of any survey.
    private var questions: [String: (dataset: String, text: String)] = [:]
    private var options: Set<String> = []

    /// - Throws: `SQLError`, `StoreError`.
    init(_ store: Store, dataset: String) throws {
        for row in try Self.rows(of: "respondents", ["respondent", "country", "dataset"], in: store)
        where row[2].text == dataset {
            if let key = row[0].text { respondents.insert(key) }
            respondentsByCountry[row[1].text ?? "", default: 0] += 1
        }
        for row in try Self.rows(of: "questions", ["question", "dataset", "text"], in: store) {
            if let key = row[0].text { questions[key] = (row[1].text ?? "", row[2].text ?? "") }
        }
        options = Set(try Self.rows(of: "options", ["option"], in: store).compactMap { $0[0].text })
    }

    /// The rows of a table; none where the store lacks it, and nulls for a column that it lacks.
    ///
    /// A load that ends early may leave a table without its columns.
    private static func rows(of table: String, _ columns: [String], in store: Store) throws -> [[SQLValue]] {
        guard let known = store.visibleColumns(of: table) else { return [] }
        let items = columns.map { known.contains($0) ? SQLName.quoted($0) : "null" }
        return try store.connection.rows("select \(items.joined(separator: ", ")) from \(table)")
    }

    /// Counts the respondents of a file that was loaded.
    mutating func add(_ rows: RespondentRows, _ file: RespondentFile) {
        respondents.formUnion(rows.keys)
        for (country, count) in zip(file.countries, file.respondentsByCountry) {
            respondentsByCountry[country, default: 0] += count
        }
    }

    /// Writes the questions that the store lacks.
    ///
    /// - Throws: `SurveyLoadError.otherQuestion` if the store has another question of an id; `StoreError`, `SQLError`.
    mutating func write(questions asked: [SurveyQuestion], _ load: LoadWriter, dataset: String, path: String) throws {
        try check(asked, dataset: dataset)
        let fresh = asked.filter { questions[$0.id] == nil }
        guard !fresh.isEmpty else { return }
        let rows = try DerivedRows(
            load, table: "questions",
            file: FileDescription(
                path: path, dataset: dataset, format: "survey questions", byteCount: nil,
                headHash: "questions-\(fresh[0].id)-\(fresh.count)"),
            columns: [
                .init("question", .tag), .init("topic", .tag), .init("text", .text), .init("options", .text),
                .init("scale", .tag),
            ])
        try rows.append(
            records: fresh.indices.map { Int64($0 + 1) }, recordsRead: Int64(fresh.count),
            values: [
                .tags(try fresh.map { try rows.code(of: $0.id, column: 0) }),
                .tags(try fresh.map { try rows.code(of: $0.topic.isEmpty ? nil : $0.topic, column: 1) }),
                .strings(fresh.map { $0.text.isEmpty ? nil : $0.text }), .strings(fresh.map { $0.options?.text }),
                .tags(try fresh.map { try rows.code(of: Self.scaleText($0.scale), column: 4) }),
            ])
        try rows.writer.finish(contentHash: nil)
        for question in fresh { questions[question.id] = (dataset, question.text) }
    }

    /// That no other question has the id of one that is asked.
    func check(_ asked: [SurveyQuestion], dataset: String) throws {
        for question in asked {
            guard let known = questions[question.id], known.text != question.text else { continue }
            throw SurveyLoadError.otherQuestion(
                id: question.id, text: question.text, stored: known.text, dataset: known.dataset)
        }
    }

    /// Writes the options that the store lacks.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    mutating func write(options met: [AnswerRows.Option], _ load: LoadWriter, dataset: String, path: String) throws {
        let fresh = met.filter { !options.contains($0.key) }
        guard !fresh.isEmpty else { return }
        let rows = try DerivedRows(
            load, table: "options",
            file: FileDescription(
                path: path, dataset: dataset, format: "survey options", byteCount: nil,
                headHash: "options-\(fresh[0].key)-\(fresh.count)"),
            columns: [.init("option", .tag), .init("code", .integer), .init("answer", .tag)])
        try rows.append(
            records: fresh.indices.map { Int64($0 + 1) }, recordsRead: Int64(fresh.count),
            values: [
                .tags(try fresh.map { try rows.code(of: $0.key, column: 0) }),
                .wholeNumbers(fresh.map { Int64($0.code) }),
                .tags(try fresh.map { try rows.code(of: $0.wording, column: 2) }),
            ])
        try rows.writer.finish(contentHash: nil)
        options.formUnion(fresh.map(\.key))
    }

    /// Such as `1 2 3 4`; nil for an open scale.
    private static func scaleText(_ scale: Scale) -> String? {
        guard case .codes(let codes) = scale else { return nil }
        return codes.map(String.init).joined(separator: " ")
    }
}

/// Why a survey cannot be loaded into a store, or read from it.
enum SurveyLoadError: Error, CustomStringConvertible {
    case otherQuestion(id: String, text: String, stored: String, dataset: String)
    case noAnswers(store: String, dataset: String?, datasets: [String])
    case severalSurveys(store: String, datasets: [String])
    case otherAnswers(store: String, missing: [String])
    case filesAndStore

    var description: String {
        switch self {
        case .otherQuestion(let id, let text, let stored, let dataset):
            "Question \(id) is “\(text.prefix(60))”, and the store has another one of this id from \(dataset): "
                + "“\(stored.prefix(60))”. Load the survey into a store of its own, or give its questions other ids."
        case .noAnswers(let store, let dataset, let datasets):
            "\(store) has no answers\(dataset.map { " of survey “\($0)”" } ?? "")"
                + (datasets.isEmpty
                    ? ". cultivar survey ingest FILES loads some."
                    : "; it has those of \(datasets.joined(separator: ", ")).")
        case .severalSurveys(let store, let datasets):
            "\(store) has the answers of several surveys, \(datasets.joined(separator: ", ")): choose one with --dataset."
        case .otherAnswers(let store, let missing):
            "The table answers of \(store) lacks \(missing.joined(separator: ", ")), since cultivar survey ingest has not "
                + "loaded it. Ask it in SQL, or load the survey's wide files."
        case .filesAndStore: "Name the files of the survey or a store that has its answers, not both."
        }
    }
}
