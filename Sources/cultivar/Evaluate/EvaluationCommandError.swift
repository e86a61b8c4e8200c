/// Why a command cannot score what it is given.
enum EvaluationCommandError: Error, CustomStringConvertible {
    case noPredictions(store: String)
    case noBenchmarks(store: String)
    /// A store has several benchmarks, or none with a name.
    case severalBenchmarks(store: String, known: [String])
    case unknownBenchmark(String, store: String, known: [String])
    /// Two texts of a benchmark have the same number, since they are of two files.
    case repeatedRow(Int, benchmark: String, store: String)
    /// No regions' files in a folder.
    case noRegions(folder: String)
    case noReplyToQuestions(file: String, region: String)
    /// A record of judgements cannot be used.
    case noJudgements(file: String, found: [String])

    var description: String {
        switch self {
        case .noPredictions(let store):
            "\(store) has no predictions. cultivar evaluate … --store \(store) keeps them."
        case .noBenchmarks(let store):
            "\(store) has no labelled texts. cultivar ingest FILES --profile culturellm-benchmark --store \(store) loads some."
        case .severalBenchmarks(let store, let known):
            known.isEmpty
                ? "\(store) has labelled texts without the name of a benchmark: check the profile that loaded them."
                : "\(store) has several benchmarks: choose with --benchmark one of \(known.joined(separator: ", "))."
        case .unknownBenchmark(let name, let store, let known):
            "\(store) has no benchmark “\(name.prefix(60))”; it has \(known.joined(separator: ", "))."
        case .repeatedRow(let number, let benchmark, let store):
            "Two texts of \(benchmark) in \(store) are row \(number) of their files. Give the files names of benchmarks of "
                + "their own."
        case .noRegions(let folder):
            "\(folder) has no file of a region. The annotation files of BLEnD are called REGION_data.json."
        case .noReplyToQuestions(let file, let region):
            "No reply of \(file) has the id of a question of \(region). A replies file has “id” and “reply”."
        case .noJudgements(let file, let found):
            "\(file) has no judgement: a record has “first”, “second” (the models) and “winner” (first, second, tie, or "
                + "the name of a model); records have \(found.joined(separator: ", "))."
        }
    }
}
