import Reports
import Surveys
import Tabular

/// What was read of the files of a survey, and what was left out, in words.
struct SurveyAccount {
    private var respondents = 0
    private var fileCount = 0
    private var rowsOfSums = 0
    private var withoutCountry = 0
    private var rejects: [(file: String, tally: RejectTally)] = []
    private let questions: QuestionSet
    /// Rejected cells that are shown of each file.
    private static let mostShown = 3

    init(questions: QuestionSet) {
        self.questions = questions
        rejects = questions.rejects.total > 0 ? [("the questions", questions.rejects)] : []
    }

    mutating func add(_ file: RespondentFile) {
        fileCount += 1
        respondents += file.respondentsByCountry.reduce(0, +)
        rowsOfSums += file.rowsOfSums
        withoutCountry += file.withoutCountry
        if file.rejects.total > 0 { rejects.append((file.file, file.rejects)) }
    }

    var lines: [String] {
        var lines: [String] = []
        if questions.repairedRecords > 0 {
            lines.append("questions: \(questions.repairedRecords) records with unquoted commas were repaired")
        }
        for (file, tally) in rejects {
            for reject in tally.first.prefix(Self.mostShown) {
                let column = reject.column.map { ", column \($0)" } ?? ""
                lines.append("\(file): record \(reject.record)\(column): \(reject.reason.rawValue): \(reject.value)")
            }
            lines.append("\(file): \(tally.total) cells or records rejected")
        }
        let sums = rowsOfSums > 0 ? ", \(rowsOfSums) rows of sums left out" : ""
        let nowhere = withoutCountry > 0 ? ", \(withoutCountry) without a country" : ""
        lines.append(
            "\(Magnitude.grouped(Int64(respondents))) respondents of \(fileCount) file\(fileCount == 1 ? "" : "s")"
                + sums + nowhere)
        return lines
    }
}
