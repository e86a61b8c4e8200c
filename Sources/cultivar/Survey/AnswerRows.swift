import Ingest
import LocalFacts
import Surveys
import Warehouse

/// Writes the answers of a wide file, slice by slice: all questions of a respondent, then those of the next one.
final class AnswerRows {
    /// An answer that a question can get.
    struct Option {
        let key: String
        let code: Int32
        let wording: String
    }

    private enum Column: Int, CaseIterable {
        case respondent, question, country, culture, topic, status, option, weight
    }

    /// The codes of one question's values in the store, by the code of the answer.
    private struct QuestionCodes {
        let question: UInt32
        let topic: UInt32
        var options: [Int32: (option: UInt32, status: UInt32)] = [:]
    }

    private let file: RespondentFile
    private let rows: DerivedRows
    private let hasWeights: Bool
    private var questionCodes: [QuestionCodes] = []
    private var countryCodes: [(country: UInt32, culture: UInt32)] = []
    private let missing: UInt32
    /// Every answer that was met, in the order of questions and first occurrence.
    private(set) var options: [Option] = []

    /// Rows in a batch that is passed to the store: row groups end soon after they are full.
    private static let rowsPerSlice = 16_384

    /// Respondents that a broken-off load has stored.
    var resumeAfter: Int64 { rows.writer.resumeAfter }

    /// - Throws: `StoreError`, `SQLError`.
    init(
        _ file: RespondentFile, _ load: LoadWriter, _ known: StoredSurvey, dataset: String, path: String, hash: String
    ) throws {
        self.file = file
        hasWeights = file.hasWeights
        let columns: [DerivedRows.Column] = Column.allCases.filter { $0 != .weight || file.hasWeights }
            .map { .init("\($0)", $0 == .weight ? .real : .tag) }
        rows = try DerivedRows(
            load, table: "answers",
            file: FileDescription(
                path: path, dataset: dataset, format: "survey answers", byteCount: FileIdentity(path)?.byteCount,
                headHash: hash),
            columns: columns)
        missing = try rows.code(of: AnswerStatus.missing.rawValue, column: Column.status.rawValue)
        for (question, _) in file.layout.questions {
            questionCodes.append(
                QuestionCodes(
                    question: try rows.code(of: question.id, column: Column.question.rawValue),
                    topic: try rows.code(
                        of: question.topic.isEmpty ? nil : question.topic, column: Column.topic.rawValue)))
        }
    }

    /// Adds the answers of a batch.
    ///
    /// - Parameter keys: of the respondents.
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(respondents · questions).
    func add(_ batch: RespondentBatch, keys: [String]) throws {
        try learn(batch)
        let rejected = Set(batch.rejectedCells.map { $0.row * questionCodes.count + $0.question })
        let perSlice = max(Self.rowsPerSlice / max(questionCodes.count, 1), 1)
        // What a broken-off load has stored is left out.
        var start = max(0, Int(resumeAfter) - batch.firstNumber + 1)
        for cell in batch.rejectedCells where cell.row >= start { rows.writer.reject(record(of: cell.reject)) }
        while start < batch.count {
            let end = min(start + perSlice, batch.count)
            try append(batch, start..<end, keys, rejected)
            start = end
        }
    }

    private func append(
        _ batch: RespondentBatch, _ respondents: Range<Int>, _ keys: [String], _ rejected: Set<Int>
    ) throws {
        let count = respondents.count * questionCodes.count
        var tags = [[UInt32]](repeating: [], count: Column.weight.rawValue)
        for column in tags.indices { tags[column].reserveCapacity(count) }
        var weights: [Double] = []
        var records: [Int64] = []
        records.reserveCapacity(count)
        for row in respondents {
            let respondent = try rows.code(of: keys[row], column: Column.respondent.rawValue)
            let country = countryCodes[batch.countries[row]]
            for (place, codes) in questionCodes.enumerated() {
                if !rejected.isEmpty, rejected.contains(row * questionCodes.count + place) { continue }
                let (option, status) = codes.options[batch.codes[place][row]] ?? (0, missing)
                tags[0].append(respondent)
                tags[1].append(codes.question)
                tags[2].append(country.country)
                tags[3].append(country.culture)
                tags[4].append(codes.topic)
                tags[5].append(status)
                tags[6].append(option)
                records.append(Int64(batch.firstNumber + row))
                if hasWeights { weights.append(batch.weights[row]) }
            }
        }
        var values = tags.map { SampleBatch.Values.tags($0) }
        if hasWeights { values.append(.numbers(weights)) }
        try rows.append(
            records: records, recordsRead: Int64(batch.firstNumber + respondents.upperBound - 1), values: values)
    }

    /// Gives codes to the countries and answers of a batch that are new.
    private func learn(_ batch: RespondentBatch) throws {
        while countryCodes.count < file.countries.count {
            let country = file.countries[countryCodes.count]
            countryCodes.append(
                (
                    try rows.code(of: country.isEmpty ? nil : country, column: Column.country.rawValue),
                    try rows.code(
                        of: file.profile.culture(ofCountry: country), column: Column.culture.rawValue)
                ))
        }
        for (place, (question, _)) in file.layout.questions.enumerated() {
            var last = AnswerCode.blank
            for code in batch.codes[place] where code != last {
                last = code
                guard code != AnswerCode.blank, questionCodes[place].options[code] == nil else { continue }
                let status = file.profile.status(of: code, scale: question.scale)
                let key = "\(question.id)=\(code)"
                questionCodes[place].options[code] = (
                    try rows.code(of: key, column: Column.option.rawValue),
                    try rows.code(of: status.rawValue, column: Column.status.rawValue)
                )
                let wording =
                    status == .valid ? question.options?.wording[code] : file.profile.wording(of: code)
                options.append(Option(key: key, code: code, wording: wording ?? "\(code)"))
            }
        }
    }

    private func record(of reject: SurveyReject) -> RejectRecord {
        RejectRecord(
            row: reject.record, line: nil, byteOffset: nil, column: reject.column, reason: "no code of an answer",
            excerpt: reject.value, code: reject.reason.rawValue)
    }

    /// Writes what is left and marks the file as complete.
    func finish(contentHash: String) throws -> RowCounts { try rows.writer.finish(contentHash: contentHash) }

    /// Writes what is left; the next load goes on after it.
    func suspend() throws -> RowCounts { try rows.writer.suspend() }
}
