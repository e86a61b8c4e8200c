import ArgumentParser
import Surveys

/// Where the answers of a survey come from: wide files, or a store that has them.
struct SurveySource: ParsableArguments {
    @OptionGroup var files: SurveyFiles

    @Option(
        name: .customLong("store"),
        help: ArgumentHelp("Take the answers of this store instead of files.", valueName: "file"), completion: .file())
    var storePath: String?

    @Option(help: ArgumentHelp("Which survey of the store, if it has several.", valueName: "name"))
    var dataset: String?

    func validate() throws {
        if files.paths.isEmpty, storePath == nil {
            throw ValidationError("Name the files of the survey, or a store that has its answers: --store FILE.")
        }
        if !files.paths.isEmpty, storePath != nil { throw ValidationError("\(SurveyLoadError.filesAndStore)") }
        if storePath != nil, files.country != nil {
            throw ValidationError("--country is for files: the store knows the country of each respondent.")
        }
    }

    /// The answers of the store; nil if files are named.
    ///
    /// - Throws: `SurveyError`, `SurveyLoadError`, `StoreError`, `SQLError`.
    private func stored() throws -> StoredAnswers? {
        try storePath.map { path in
            try StoredAnswers(
                store: StoreOption.open(path), dataset: dataset, profile: SurveyProfile.load(files.profile),
                questions: files.seeds.map { try QuestionSet.load($0) })
        }
    }

    /// The answers counted by block, question and code, and the questions.
    ///
    /// - Throws: `SurveyError`, `SurveyLoadError`, `ReadError`, `StoreError`, `SQLError`.
    func tally() throws -> (answers: SurveyTally, questions: QuestionSet) {
        if let stored = try stored() {
            return (try stored.tally(), stored.questions)
        }
        let (profile, questions) = try files.definition()
        var tally = SurveyTally(profile: profile, questions: questions)
        try files.read(profile, questions) { tally.add($0, of: $1) }
        return (tally, questions)
    }

    /// The answers by group, for distances and comparisons.
    ///
    /// - Throws: as `tally`.
    func table(by grouping: RespondentGrouping) throws -> RespondentTable {
        if let stored = try stored() {
            var table = try RespondentTable(profile: stored.profile, questions: stored.questions, by: grouping)
            try stored.read { country, _, weight, codes in
                try table.add(country: country, weight: weight, isWeighted: stored.hasWeights, codes: codes)
            }
            return table
        }
        let (profile, questions) = try files.definition()
        var table = try RespondentTable(profile: profile, questions: questions, by: grouping)
        try files.read(profile, questions) { try table.add($0, of: $1) }
        return table
    }
}
