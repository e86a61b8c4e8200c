/// Why people's labels are not taken. All of a file is refused, so that no half of it is counted.
public enum LabelError: Error, Equatable {
    case notUTF8(file: String)
    case unbalancedQuote(file: String, line: Int)
    case noHeader(file: String)
    /// The first column of a wide file, or a column of a long one, is missing.
    case missingColumn(String, present: [String], file: String)
    case repeatedColumn(String, file: String)
    case wrongFieldCount(file: String, line: Int, expected: Int, found: Int)
    /// A wide file does not say its dimension, or a returned sheet its rater.
    case unknownDimension(String, known: [String], file: String, line: Int)
    case dimensionNeeded(file: String, known: [String])
    case raterNeeded(file: String)
    case emptyKey(file: String, line: Int)
    /// One rater on one item twice, in one dimension.
    case repeated(rater: String, key: String, dimension: String, file: String, lines: [Int])
    /// Values outside the vocabulary, the first ones with their lines.
    case outside(values: [String], lines: [Int], count: Int, dimension: String, allowed: [String], file: String)
}

extension LabelError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notUTF8(let file): "\(file) is not UTF-8. Save it as “CSV UTF-8”."
        case .unbalancedQuote(let file, let line): "\(file):\(line): a quote is opened here and never closed."
        case .noHeader(let file): "\(file) is empty: its first line names the columns."
        case .missingColumn(let name, let present, let file):
            "\(file) has no column “\(name)”; it has \(present.joined(separator: ", ")). A long file has key, rater, "
                + "dimension, value; a wide one has key and a column per rater."
        case .repeatedColumn(let name, let file): "\(file) has two columns “\(name)”."
        case .wrongFieldCount(let file, let line, let expected, let found):
            "\(file):\(line): \(found) fields, but the header has \(expected)."
        case .unknownDimension(let name, let known, let file, let line):
            "\(file):\(line): there is no dimension “\(name)”. The vocabulary has \(known.joined(separator: ", "))."
        case .dimensionNeeded(let file, let known):
            "\(file) has a column per rater and does not say what was rated: name one of \(known.joined(separator: ", "))."
        case .raterNeeded(let file):
            "\(file) has a column per dimension and does not say who filled it in: name the rater."
        case .emptyKey(let file, let line): "\(file):\(line): the key is blank."
        case .repeated(let rater, let key, let dimension, let file, let lines):
            "\(file): \(rater) has labelled \(key) in \(dimension) on lines \(lines.map(String.init).joined(separator: " and ")). "
                + "Remove one of them, or keep the last."
        case .outside(let values, let lines, let count, let dimension, let allowed, let file):
            "\(file): \(count) labels of \(dimension) are not of the vocabulary, as "
                + zip(values, lines).map { "“\($0)” on line \($1)" }.joined(separator: ", ")
                + (allowed.isEmpty ? "." : ". It has \(allowed.joined(separator: ", ")).")
        }
    }
}
