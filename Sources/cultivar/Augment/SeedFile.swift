import Augmentation
import Surveys

/// The questions that are put in other words.
struct SeedFile {
    let questions: QuestionSet

    /// - Throws: `SurveyError`, `ReadError`.
    init(path: String) throws {
        questions = try QuestionSet.load(path)
        if questions.repairedRecords > 0 {
            StandardError.write("\(path): \(questions.repairedRecords) records with unquoted commas were repaired\n")
        }
        if questions.rejects.total > 0 { StandardError.write("\(path): \(questions.rejects.total) records rejected\n") }
    }

    var seeds: [AugmentationSeed] { questions.questions.map { AugmentationSeed(id: $0.id, text: $0.text) } }
}
