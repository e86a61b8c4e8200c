import Foundation
import Readers

/// Reads a wide file of survey answers, batch by batch, in bounded memory: CSV or TSV, compressed or not, or Parquet.
///
/// Rows of sums are left out and counted. A cell that is no code is rejected and counted, and the respondent is kept.
/// Memory: one batch of the reader, about 16,000 rows or half a megabyte of text.
public final class RespondentFile {
    public let file: String
    public let layout: WideLayout
    public let profile: SurveyProfile
    /// The countries met so far, in the order of the file.
    public private(set) var countries: [String] = []
    /// The number of respondents of each of `countries`.
    public private(set) var respondentsByCountry: [Int] = []
    /// Rows of sums that were left out.
    public private(set) var rowsOfSums = 0
    /// Respondents whose cell of the country is empty.
    public private(set) var withoutCountry = 0
    public private(set) var rejects = RejectTally()
    /// Rejects after the last respondent, which no batch has.
    public private(set) var rejectsAtEnd: [SurveyReject] = []

    private let reader: RecordReader
    private let fixedCountry: String?
    private let precedingByCountry: [String: Int]
    private var positionByCountry: [String: Int] = [:]
    private var respondents = 0

    /// - Parameters:
    ///   - questions: what the columns mean; if nil, the profile's questions, else every question column is read.
    ///   - country: the country of all respondents, for a file without such a column.
    ///   - preceding: the number of respondents of each country in files read before; numbers within the country go on
    ///     after them. A survey may have a country in several files.
    /// - Throws: `SurveyError`, `ReadError`.
    public init(
        path: String, profile: SurveyProfile, questions: QuestionSet? = nil, country: String? = nil,
        preceding: [String: Int] = [:], options: ReaderOptions = ReaderOptions()
    ) throws {
        file = URL(fileURLWithPath: path).lastPathComponent
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if attributes?[.size] as? Int == 0 { throw SurveyError.emptyFile(file) }
        let header = try RecordReader(path: path, options: options, projection: Projection(fields: [])).columnNames
        guard let header else { throw SurveyError.notATable(file) }
        layout = try WideLayout(
            header: header, profile: profile, questions: questions ?? profile.questions,
            fixedCountry: country != nil, file: file)
        self.profile = profile
        fixedCountry = country.map(profile.country)
        precedingByCountry = preceding
        reader = try RecordReader(
            path: path, options: options,
            projection: Projection(fields: layout.columns.map { FieldPath(key: $0.name) }))
    }

    public var hasWeights: Bool { layout.weight != nil }

    /// The next respondents; nil after the last.
    ///
    /// - Throws: `ReadError`.
    public func nextBatch() throws -> RespondentBatch? {
        // Rejects of a batch without respondents are passed on with the next one.
        var carried: [SurveyReject] = []
        while let batch = try reader.nextBatch() {
            var respondents = respondents(of: batch)
            respondents.otherRejects = batch.rejects.map(SurveyReject.init) + respondents.otherRejects
            respondents.otherRejects.forEach { rejects.add($0) }
            respondents.rejectedCells.forEach { rejects.add($0.reject) }
            carried += respondents.otherRejects
            if respondents.count > 0 {
                respondents.otherRejects = carried
                return respondents
            }
        }
        rejectsAtEnd = carried
        return nil
    }

    private func respondents(of batch: RowBatch) -> RespondentBatch {
        var columns = batch.columns[...]
        let countryColumns = (0..<layout.country.count).map { _ in columns.removeFirst() }
        let identifiers = layout.respondent.map { _ in columns.removeFirst() }
        let weights = layout.weight.map { _ in columns.removeFirst() }
        let attributes = (0..<layout.attributes.count).map { _ in columns.removeFirst() }
        let answers = Array(columns)

        var result = RespondentBatch(
            firstNumber: respondents + 1, attributeCount: attributes.count, questionCount: answers.count)
        var rows: [Int] = []
        rows.reserveCapacity(batch.rowCount)
        for row in 0..<batch.rowCount {
            let words = (countryColumns + [identifiers].compactMap { $0 }).map { Self.text($0, row) }
            if words.contains(where: profile.roles.notRespondents.contains) {
                rowsOfSums += 1
                continue
            }
            rows.append(row)
            add(
                country: fixedCountry ?? words.prefix(countryColumns.count).first { !$0.isEmpty },
                identifier: identifiers.map { Self.text($0, row) }, to: &result)
            let given = weights.map { weight(Self.text($0, row), record: batch.recordNumbers[row], &result) }
            result.weights.append(given ?? 1)
            for (position, column) in attributes.enumerated() {
                let text = Self.text(column, row)
                result.attributes[position].append(text.isEmpty ? nil : text)
            }
        }
        for (position, column) in answers.enumerated() {
            let read = codes(column, rows: rows, batch: batch, question: position, &result)
            result.codes[position] = read
        }
        respondents += result.count
        return result
    }

    private func add(country written: String?, identifier: String?, to batch: inout RespondentBatch) {
        if written == nil { withoutCountry += 1 }
        let country = written.map(profile.country) ?? ""
        let position: Int
        if let known = positionByCountry[country] {
            position = known
        } else {
            position = countries.count
            positionByCountry[country] = position
            countries.append(country)
            respondentsByCountry.append(0)
        }
        respondentsByCountry[position] += 1
        let ordinal = respondentsByCountry[position] + (precedingByCountry[country] ?? 0)
        batch.countries.append(position)
        batch.ordinals.append(ordinal)
        let given = identifier ?? ""
        batch.identifiers.append(given.isEmpty ? "\(country)-\(ordinal)" : given)
    }

    private func weight(_ text: String, record: Int64, _ result: inout RespondentBatch) -> Double {
        if let weight = Double(text), weight.isFinite, weight >= 0 { return weight }
        result.otherRejects.append(
            SurveyReject(record: record, column: layout.weight?.name, value: text, reason: .badWeight))
        return 0
    }

    private func codes(
        _ column: FieldColumn, rows: [Int], batch: RowBatch, question: Int, _ result: inout RespondentBatch
    ) -> [Int32] {
        column.withReader { reader in
            rows.enumerated().map { place, row in
                guard let value = reader.values(ofRow: row).first else { return AnswerCode.blank }
                let bytes = reader.bytes(of: value)
                if let code = AnswerCode.parse(bytes) { return code }
                result.rejectedCells.append(
                    (
                        place, question,
                        SurveyReject(
                            record: batch.recordNumbers[row], column: layout.questions[question].column.name,
                            value: String(decoding: bytes, as: UTF8.self), reason: .notACode)
                    ))
                return AnswerCode.blank
            }
        }
    }

    private static func text(_ column: FieldColumn, _ row: Int) -> String {
        column.values(ofRow: row).first.map { column.string(at: $0).trimmed } ?? ""
    }
}
