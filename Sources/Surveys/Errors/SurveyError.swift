/// Why a survey, a question set or an export cannot be made at all. What is wrong with one record is a `SurveyReject`.
public enum SurveyError: Error, Equatable, Sendable {
    /// The file has no record.
    case emptyFile(String)
    /// The file has no columns with names, such as a list of JSON values.
    case notATable(String)
    /// One of these fields is needed, and none is in the file.
    case missingField(oneOf: [String], file: String, found: [String])
    /// No column of a wide file is a question.
    case noQuestionColumn(pattern: String, file: String, columns: [String])
    /// Two questions of a set have the same id.
    case duplicateQuestion(String, file: String)
    /// The option text has no number, so there is no scale.
    case noScale(question: String, option: String)
    /// A question has more distinct codes than analyses can count.
    case tooManyCodes(question: String, limit: Int)
    /// More questions than an aggregate takes.
    case tooManyQuestions(limit: Int)
    /// A word that names none of the known things of a kind, such as a culture.
    case unknownWord(kind: String, word: String, known: [String])
    /// The culture's countries have no respondents; `present` are the countries that have.
    case cultureWithoutRespondents(String, countries: [String], present: [String])
    /// The export has augmented questions, but no file of them is given.
    case augmentedNeeded(size: String, file: String?)
    /// Several files are given, and none is the one that the size needs.
    case augmentedNotAmong(size: String, culture: String, file: String, given: [String])
    /// The file has fewer augmented questions than the size needs.
    case tooFewAugmented(size: String, needed: Int, file: String, found: Int)
    /// A block number that the culture does not have.
    case unknownBlock(Int, culture: String, count: Int)
    /// The rule or interval needs survey weights, and the data has none.
    case noWeights(rule: String)
    /// A comparison needs more groups with answers.
    case tooFewGroups(found: [String], needed: Int)
    /// No question is answered in both groups.
    case noSharedQuestion(String, String)
    /// A bootstrap with too few replicates or a level outside 0 to 1.
    case bootstrapOutOfRange(replicates: Int, level: Double)
    /// A matrix that is not square, symmetric, finite and not negative, with a diagonal of zeros.
    case notADistanceMatrix(reason: String)
    /// A distribution of options that cannot be compared with a survey's.
    case badDistribution(question: String, reason: String)
    /// The profile is neither shipped nor a file.
    case profileNotFound(String, shipped: [String])
    /// The profile's file is not YAML.
    case notYAML(file: String, reason: String)
    case unknownKey(String, known: [String], file: String, line: Int)
    case missingKey(String, file: String, line: Int)
    case invalidValue(key: String, reason: String, file: String, line: Int)
    /// A request for invented data that cannot be met.
    case generation(reason: String)
}
