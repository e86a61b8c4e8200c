/// Why samples cannot be calibrated to known margins.
public enum MarginProblem: Error, Sendable, Equatable {
    /// There is no such table; the user's own tables are listed.
    case noTable(known: [String])
    /// The table needs a column of categories and one of sizes.
    case tooFewColumns
    /// A column of the table is not a column of the samples.
    case unknownColumn(String, known: [String])
    /// The size of a category is no number, or below 0.
    case size(category: String, value: String)
    case repeatedCategory(String)
    /// Samples that are counted have a category that the table lacks.
    case missingCategory(String)
    /// No sample that is counted has the category.
    case emptyCategory(String)
    /// No weights give all margins at once.
    case contradiction
}

extension MarginProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noTable(let known):
            "there is no such table" + (known.isEmpty ? "" : ": there are \(known.joined(separator: ", "))")
                + "; --table name=file reads one from a file"
        case .tooFewColumns: "the table needs columns of samples, such as language, and last the size of each value"
        case .unknownColumn(let name, let known):
            "samples have no column \(name): they have \(known.joined(separator: ", "))"
        case .size(let category, let value): "the size of \(category) is \(value): it must be a number, 0 or more"
        case .repeatedCategory(let category): "\(category) stands in it twice"
        case .missingCategory(let category):
            "some samples have \(category), which is not in the table: add it, or leave them out by --where"
        case .emptyCategory(let category): "no sample that is counted has \(category), and no weight makes up for that"
        case .contradiction: "no weights give all of these totals at once"
        }
    }
}
