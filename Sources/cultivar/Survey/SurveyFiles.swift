import ArgumentParser
import Ingest
import Readers
import Surveys

/// The files of a survey, and what their columns mean.
struct SurveyFiles: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The wide files: CSV, TSV or Parquet, compressed or not. A country may be in several.", valueName: "file"),
        completion: .file())
    var paths: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            What the columns and codes mean: a survey profile that the program has (wvs, trend, wide, invented), or a \
            YAML file.
            """, valueName: "name or file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var profile = "wvs"

    @Option(
        help: ArgumentHelp(
            "The questions: JSON, CSV or YAML. Those of the profile if left out.", valueName: "file"),
        completion: .file())
    var seeds: String?

    @Option(help: ArgumentHelp("The country of all respondents, for files without such a column.", valueName: "name"))
    var country: String?

    /// The profile and the questions.
    ///
    /// - Throws: `SurveyError`, `ReadError`.
    func definition() throws -> (profile: SurveyProfile, questions: QuestionSet) {
        let profile = try SurveyProfile.load(profile)
        if let seeds { return (profile, try QuestionSet.load(seeds)) }
        guard let questions = profile.questions else {
            throw ValidationError("Profile \(profile.name) has no questions: name their file with --seeds FILE.")
        }
        return (profile, questions)
    }

    /// Reads the files one after another, in bounded memory, and says what was left out of them.
    ///
    /// - Parameter body: gets each batch of respondents.
    /// - Throws: `SurveyError`, `ReadError`, and what `body` throws.
    func read(
        _ profile: SurveyProfile, _ questions: QuestionSet, _ body: (RespondentBatch, RespondentFile) throws -> Void
    ) throws {
        var preceding: [String: Int] = [:]
        var account = SurveyAccount(questions: questions)
        for path in distinctPaths {
            let file = try RespondentFile(
                path: path, profile: profile, questions: questions, country: country, preceding: preceding)
            while let batch = try file.nextBatch() { try body(batch, file) }
            for (country, count) in zip(file.countries, file.respondentsByCountry) {
                preceding[country, default: 0] += count
            }
            account.add(file)
        }
        for line in account.lines { StandardError.write("\(line)\n") }
    }

    /// The paths, each file once; says which are named again.
    private var distinctPaths: [String] {
        var known: [(path: String, identity: FileIdentity)] = []
        return paths.filter { path in
            guard let identity = FileIdentity(path) else { return true }
            if let first = known.first(where: { $0.identity.isSameFile(as: identity) }) {
                StandardError.write("left out (the same file as \(first.path)): \(path)\n")
                return false
            }
            known.append((path, identity))
            return true
        }
    }
}
