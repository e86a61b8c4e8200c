import Digests
import Foundation
import Ingest
import LocalFacts
import Surveys
import Warehouse

/// Loads wide survey files into a store in long form: an answer per respondent and question in table `answers`, and the
/// attributes of respondents, questions and options once, in tables of their own.
struct SurveyLoad {
    let profile: SurveyProfile
    let questions: QuestionSet?
    /// The country of all respondents, for files without such a column.
    let country: String?
    /// What tells the survey from others in the store.
    let dataset: String
    let stop: StopRequest

    /// What became of a file.
    struct FileOutcome {
        enum State: Equatable {
            case loaded
            case alreadyLoaded(as: String)
            case stopped
        }

        var path: String
        var state: State
        var respondents = 0
        /// Answers.
        var counts = RowCounts()
        var resumedAfter: Int64 = 0
        var rowsOfSums = 0
        var withoutCountry = 0
        var repeatedIDs = 0
        var otherRejects = 0
        var unknownQuestions: [String] = []
        var questionsWithoutColumn: [String] = []
        var firstRejects: [SurveyReject] = []
    }

    /// Loads the files one after another, in bounded memory.
    ///
    /// A file that is complete in the store is not loaded again. A load that was broken off goes on where it stopped.
    ///
    /// - Throws: `SurveyError`, `ReadError`, `StoreError`, `SQLError`.
    func run(_ paths: [String], into storePath: String, progress: (String, Int) -> Void) throws -> [FileOutcome] {
        try DerivedLoad.run(into: storePath, profile: profile.name, stop: stop) { load, store in
            try load.resolvePlacesAndLanguages(expectsCodes: true)
            var known = try StoredSurvey(store, dataset: dataset)
            var outcomes: [FileOutcome] = []
            for path in paths {
                if stop.isMade { break }
                let outcome = try self.load(path, load, &known, progress: progress)
                outcomes.append(outcome)
                if outcome.state == .stopped { break }
            }
            return outcomes
        }
    }

    private func load(
        _ path: String, _ load: LoadWriter, _ known: inout StoredSurvey, progress: (String, Int) -> Void
    ) throws -> FileOutcome {
        let hash = try ContentHash.of(fileAt: path)
        if let former = try load.loadedFile(contentHash: hash, dataset: dataset) {
            return FileOutcome(path: path, state: .alreadyLoaded(as: former.path))
        }
        let file = try RespondentFile(
            path: path, profile: profile, questions: questions, country: country, preceding: known.respondentsByCountry)
        let answers = try AnswerRows(file, load, known, dataset: dataset, path: path, hash: hash)
        var outcome = FileOutcome(path: path, state: .loaded)
        outcome.resumedAfter = answers.resumeAfter
        outcome.unknownQuestions = file.layout.unknownQuestions
        outcome.questionsWithoutColumn = file.layout.questionsWithoutColumn
        var respondents = RespondentRows(file, dataset: dataset, known: known.respondents)
        while let batch = try file.nextBatch() {
            if stop.isMade {
                outcome.state = .stopped
                outcome.counts = try answers.suspend()
                return outcome
            }
            let keys = respondents.add(batch)
            try answers.add(batch, keys: keys)
            outcome.respondents += batch.count
            progress(path, outcome.respondents)
        }
        respondents.end()
        // The entities first: once the answers are complete, the file is not read again.
        try known.write(questions: file.layout.questions.map(\.question), load, dataset: dataset, path: path)
        try known.write(options: answers.options, load, dataset: dataset, path: path)
        try respondents.write(load, path: path, hash: hash)
        outcome.counts = try answers.finish(contentHash: hash)
        known.add(respondents, file)
        outcome.rowsOfSums = file.rowsOfSums
        outcome.withoutCountry = file.withoutCountry
        outcome.repeatedIDs = respondents.repeated
        outcome.otherRejects = respondents.rejects.count
        outcome.firstRejects = file.rejects.first
        return outcome
    }
}

extension ContentHash {
    /// SHA-256 of a file's bytes.
    static func of(fileAt path: String) throws -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw SystemError(path: path, code: errno == 0 ? ENOENT : errno)
        }
        defer { try? handle.close() }
        let hash = ContentHash()
        while let bytes = try handle.read(upToCount: 1 << 20), !bytes.isEmpty { bytes.withUnsafeBytes(hash.update) }
        return hash.finish()
    }
}
