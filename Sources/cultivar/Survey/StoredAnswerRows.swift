import LocalFacts
import SQLite
import Surveys
import Warehouse

/// Reads the answers of a store as dictionary codes, and puts those of a respondent together.
///
/// A row of answers takes a few array accesses. Names and numbers are looked up once for each value of a column, and
/// once for each respondent.
struct StoredAnswerRows {
    /// A respondent whose rows are being read.
    private struct Current {
        let respondent: UInt32
        let country: String
        let ordinal: Int
        let weight: Double
    }

    /// The columns in the order in which they are read; the first three have codes.
    private enum Column: Int, CaseIterable { case dataset, respondent, question, code, country, ordinal, weight }

    private let reader: SampleReader
    /// The values of each column's codes; empty for a column without codes.
    private let values: [[SQLValue]]
    /// The code of the data set.
    private let dataset: UInt32?
    /// The place of each question in the set, by its code; -1 for a question that the set lacks.
    private let places: [Int]
    /// The code of each answer by that of its value; `AnswerCode.blank` for none.
    private let answers: [Int32]
    private let blank: [Int32]
    private var current: Current?
    private var codes: [Int32]

    /// - Parameter questions: the ids whose answers are wanted.
    /// - Throws: `SurveyLoadError.otherAnswers` if the table is not one of a survey; `StoreError`, `SQLError`.
    init(_ store: Store, table: FactTable, dataset: String, questions: [String], hasWeights: Bool) throws {
        let columns = Column.allCases.filter { hasWeights || $0 != .weight }
        let reader = try SampleReader(store: store, table: table, columns: columns.map { "\($0)" })
        let uncoded = [Column.dataset, .respondent, .question].filter { reader.columns[$0.rawValue].kind != .code }
        guard uncoded.isEmpty else {
            throw SurveyLoadError.otherAnswers(store: store.path, missing: uncoded.map { "\($0)" })
        }
        let values = try reader.columns.indices.map { try reader.values(ofColumn: $0) }
        (self.reader, self.values) = (reader, values)
        self.dataset = values[Column.dataset.rawValue].firstIndex(of: .text(dataset)).map(UInt32.init)
        let placeByID = Dictionary(
            questions.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        places = values[Column.question.rawValue].map { value in value.text.flatMap { placeByID[$0] } ?? -1 }
        answers = values[Column.code.rawValue].map { $0.integer.map { Int32(clamping: $0) } ?? AnswerCode.blank }
        blank = [Int32](repeating: AnswerCode.blank, count: questions.count)
        codes = blank
    }

    /// Passes all respondents in the order in which they were loaded.
    ///
    /// - Parameter body: gets country, number in the country, weight, and a code per question.
    /// - Throws: what the body throws; `StoreError`, `SQLError`.
    /// - Complexity: O(answers).
    mutating func read(_ body: (String, Int, Double, [Int32]) throws -> Void) throws {
        let reader = reader
        for (group, ids) in reader.rowGroups.enumerated() {
            try reader.read(group, ids: Array(ids)) { _, columns in try add(columns, body) }
        }
        if let current { try body(current.country, current.ordinal, current.weight, codes) }
    }

    private mutating func add(
        _ columns: [SampleValues], _ body: (String, Int, Double, [Int32]) throws -> Void
    ) throws {
        guard case .codes(let datasets) = columns[Column.dataset.rawValue],
            case .codes(let respondents) = columns[Column.respondent.rawValue],
            case .codes(let questions) = columns[Column.question.rawValue]
        else { return }
        let given = answerCodes(columns[Column.code.rawValue])
        for row in respondents.indices where datasets[row] == dataset {
            if current?.respondent != respondents[row] {
                if let current { try body(current.country, current.ordinal, current.weight, codes) }
                current = Current(
                    respondent: respondents[row], country: value(.country, columns, row).text ?? "",
                    ordinal: Int(value(.ordinal, columns, row).integer ?? 0),
                    weight: columns.count > Column.weight.rawValue ? value(.weight, columns, row).number ?? 1 : 1)
                codes = blank
            }
            let place = places[Int(questions[row])]
            if place >= 0, given[row] != AnswerCode.blank { codes[place] = given[row] }
        }
    }

    private func answerCodes(_ column: SampleValues) -> [Int32] {
        switch column {
        case .codes(let codes): codes.map { answers[Int($0)] }
        case .integers(let numbers): numbers.map { $0.map { Int32(clamping: $0) } ?? AnswerCode.blank }
        case .reals(let numbers): numbers.map { _ in AnswerCode.blank }
        case .lists, .texts: []
        }
    }

    private func value(_ column: Column, _ columns: [SampleValues], _ row: Int) -> SQLValue {
        switch columns[column.rawValue] {
        case .codes(let codes): values[column.rawValue][Int(codes[row])]
        case .integers(let numbers): SQLValue(numbers[row])
        case .reals(let numbers): SQLValue(numbers[row])
        case .lists, .texts: .null
        }
    }
}
