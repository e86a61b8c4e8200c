extension SurveyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .emptyFile(let file): "\(file): the file is empty; give one with a header or records"
        case .notATable(let file): "\(file): no columns with names; give CSV, TSV or Parquet with a header"
        case .missingField(let names, let file, let found):
            "\(file): no field \(Self.alternatives(names)); it has: \(Self.list(found))"
        case .noQuestionColumn(let pattern, let file, let columns):
            "\(file): no column is a question (pattern '\(pattern)'); it has: \(Self.list(columns)). Choose another "
                + "profile or question set"
        case .duplicateQuestion(let id, let file): "\(file): question '\(id)' occurs twice; an id names one question"
        case .noScale(let question, let option):
            "question '\(question)': no number in the option text '\(option.prefix(60))', so its codes are unknown; "
                + "write them as '1. Agree 2. Disagree', or give a scale in the profile"
        case .tooManyCodes(let question, let limit):
            "question '\(question)': more than \(limit) distinct codes; leave it out, or give its scale"
        case .tooManyQuestions(let limit): "more than \(limit) questions"
        case .unknownWord(let kind, let word, let known):
            "'\(word)' is no \(kind); these are: \(Self.list(known))"
        case .cultureWithoutRespondents(let culture, let countries, let present):
            "culture '\(culture)': no respondents from \(Self.list(countries)); the answers have: \(Self.list(present))"
        case .augmentedNeeded(let size, let file):
            "size \(size) has augmented questions: give their file with --augmented"
                + (file.map { " (published as \($0))" } ?? "")
        case .augmentedNotAmong(let size, let culture, let file, let given):
            "size \(size) of culture '\(culture)' uses \(file); given: \(Self.list(given)). Give that file too, or one "
                + "file only"
        case .tooFewAugmented(let size, let needed, let file, let found):
            "\(file): \(found) augmented questions; size \(size) needs \(needed)"
        case .unknownBlock(let block, let culture, let count):
            "culture '\(culture)' has blocks 1 to \(count), and no block \(block)"
        case .noWeights(let rule):
            "'\(rule)' needs survey weights, and the answers have none: name the column of weights in the profile"
        case .tooFewGroups(let found, let needed):
            "\(needed) groups with answers are needed; there are: \(Self.list(found))"
        case .noSharedQuestion(let first, let second):
            "'\(first)' and '\(second)' have no question that both answered: there is no distance"
        case .bootstrapOutOfRange(let replicates, let level):
            "\(replicates) replicates at level \(level): give 100 to 1,000,000 replicates and a level between 0 and 1"
        case .notADistanceMatrix(let reason): "not a matrix of distances: \(reason)"
        case .badDistribution(let question, let reason): "question '\(question)': \(reason)"
        case .profileNotFound(let name, let shipped):
            "'\(name)' is neither a survey profile nor a file; shipped are: \(Self.list(shipped))"
        case .notYAML(let file, let reason): "\(file): not YAML that a profile can be read from: \(reason)"
        case .unknownKey(let key, let known, let file, let line):
            "\(file):\(line): unknown key '\(key)'; known there: \(Self.list(known))"
        case .missingKey(let key, let file, let line): "\(file):\(line): key '\(key)' is missing"
        case .invalidValue(let key, let reason, let file, let line): "\(file):\(line): '\(key)': \(reason)"
        case .generation(let reason): "no such survey can be made: \(reason)"
        }
    }

    private static func alternatives(_ names: [String]) -> String {
        names.map { "'\($0)'" }.joined(separator: " or ")
    }

    /// The first names; a wave has hundreds of columns.
    private static func list(_ names: [String]) -> String {
        let most = 24
        guard !names.isEmpty else { return "none" }
        let shown = names.prefix(most).joined(separator: ", ")
        return names.count > most ? "\(shown) and \(names.count - most) more" : shown
    }
}
