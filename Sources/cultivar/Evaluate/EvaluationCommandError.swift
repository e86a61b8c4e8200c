/// Why a command cannot score what it is given.
enum EvaluationCommandError: Error, CustomStringConvertible {
    case noPredictions(store: String)
    /// No regions' files in a folder.
    case noRegions(folder: String)
    case noReplyToQuestions(file: String, region: String)
    /// A record of judgements cannot be used.
    case noJudgements(file: String, found: [String])

    var description: String {
        switch self {
        case .noPredictions(let store):
            "\(store) has no predictions. cultivar evaluate … --store \(store) keeps them."
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
