/// Why a command of `tag` cannot do what it was asked for.
enum TagCommandError: Error {
    /// A column that texts are drawn by has several values per sample, or is a text.
    case notOneValue(column: String)
    case notAText(column: String)
    /// The condition of `--where` is wrong; the text is SQLite's.
    case condition(String, message: String)
    case unreadable(file: String, reason: String)
    case unknownDimensions([String], known: [String])
    /// Adopting would replace tags that the samples have.
    case hasTags(column: String, samples: Int)
    case nothingToAdopt(tagger: String)
    /// No label belongs to a text of the store.
    case noLabelFound(file: String, first: String)
    case notJSON(option: String)
}

extension TagCommandError: CustomStringConvertible {
    var description: String {
        switch self {
        case .notOneValue(let column):
            "Samples may have several values of \(column), or it is a text: a stratum needs a column of one value."
        case .notAText(let column): "\(column) is no column of texts: name one with --text."
        case .condition(let condition, let message): "--where \(condition): \(message)"
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
        case .unknownDimensions(let names, let known):
            "There is no dimension \(names.joined(separator: ", ")). There are \(known.joined(separator: ", "))."
        case .hasTags(let column, let samples):
            "\(samples) samples have a value of \(column). --replace puts the tagger's values in their place, --out "
                + "FILE does so in a copy of the store, and --dimensions leaves \(column) out."
        case .nothingToAdopt(let tagger): "No sample has a text that \(tagger) has tagged."
        case .noLabelFound(let file, let first):
            "\(file): no key is that of a text in the store, such as “\(first)”. A key is what `cultivar tag sheet` "
                + "wrote, the number of a sample, or with --key COLUMN a value of that column."
        case .notJSON(let option): "\(option) takes a JSON object, such as '{\"seed\": 1}'."
        }
    }
}
