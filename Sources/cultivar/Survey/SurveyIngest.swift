import Ingest
import LocalFacts
import Reports
import Surveys
import Tabular

/// Loads the files of a survey and says what became of them.
struct SurveyIngest {
    let files: SurveyFiles
    let dataset: String?
    let storePath: String
    var isQuiet = false

    /// - Throws: `SurveyError`, `SurveyLoadError`, `ReadError`, `StoreError`, `SQLError`; `EndBySignal`.
    func run() throws {
        let profile = try SurveyProfile.load(files.profile)
        let questions = try files.seeds.map { try QuestionSet.load($0) } ?? profile.questions
        if let questions { tell(questions) }
        let stop = StopRequest()
        let path = storePath
        let signals = TerminationSignals(stop: stop) {
            StandardError.write("cultivar: the load did not end in time; the same call goes on with it\n")
        }
        defer { signals.end() }
        let load = SurveyLoad(
            profile: profile, questions: questions, country: files.country, dataset: dataset ?? profile.name,
            stop: stop)
        let showsProgress = !isQuiet && StandardError.isTerminal
        let outcomes = try load.run(files.paths, into: path) { file, respondents in
            if showsProgress { StandardError.write("\r\u{1B}[K\(file): \(respondents) respondents") }
        }
        if showsProgress { StandardError.write("\r\u{1B}[K") }
        if !isQuiet { print(lines(outcomes).joined(separator: "\n")) }
        if stop.isMade {
            StandardError.write("cultivar: stopped; the same call goes on from there\n")
            throw EndBySignal(signal: signals.received)
        }
    }

    private func tell(_ questions: QuestionSet) {
        if questions.repairedRecords > 0 {
            StandardError.write(
                "questions: \(questions.repairedRecords) records with unquoted commas were repaired\n")
        }
        if questions.rejects.total > 0 {
            StandardError.write("questions: \(questions.rejects.total) records rejected\n")
        }
    }

    private func lines(_ outcomes: [SurveyLoad.FileOutcome]) -> [String] {
        var total = RowCounts()
        var respondents = 0
        var lines: [String] = []
        for outcome in outcomes {
            lines += notes(outcome)
            total = total + outcome.counts
            respondents += outcome.respondents
        }
        func grouped(_ count: Int64) -> String { Magnitude.grouped(count) }
        lines.append(
            "\(storePath): \(grouped(Int64(respondents))) respondents, \(grouped(total.seen)) answers seen = "
                + "\(grouped(total.stored)) stored + \(grouped(total.rejected)) rejected + \(grouped(total.skipped)) skipped"
        )
        return lines
    }

    private func notes(_ outcome: SurveyLoad.FileOutcome) -> [String] {
        let path = outcome.path
        switch outcome.state {
        case .alreadyLoaded(let former):
            return ["\(path): already loaded\(former == path ? "" : " as \(former)")"]
        case .stopped: return ["\(path): stopped after \(outcome.counts.stored) answers"]
        case .loaded: break
        }
        var lines: [String] = []
        if outcome.resumedAfter > 0 {
            lines.append("\(path): went on after \(outcome.resumedAfter) respondents of an earlier load")
        }
        for reject in outcome.firstRejects.prefix(3) {
            let column = reject.column.map { ", column \($0)" } ?? ""
            lines.append("\(path): record \(reject.record)\(column): \(reject.reason.rawValue): \(reject.value)")
        }
        let counts = [
            (outcome.rowsOfSums, "rows of sums left out"), (outcome.withoutCountry, "respondents without a country"),
            (outcome.repeatedIDs, "respondents with an id that another one has; they got a number at its end"),
            (outcome.otherRejects, "records or weights that cannot be read"),
        ]
        for (count, what) in counts where count > 0 { lines.append("\(path): \(count) \(what)") }
        let names = [
            (outcome.unknownQuestions, "columns of questions that are not in the question set, and are not read"),
            (outcome.questionsWithoutColumn, "questions without a column"),
        ]
        for (columns, what) in names where !columns.isEmpty {
            let shown = columns.prefix(5).joined(separator: ", ") + (columns.count > 5 ? ", …" : "")
            lines.append("\(path): \(columns.count) \(what): \(shown)")
        }
        return lines
    }
}
