/// A table for people who label: a line per text with its key, the columns of its stratum, the text, and an empty
/// column per dimension. It comes back as a file with one rater.
public struct LabellingSheet {
    private let vocabulary: Vocabulary
    private let strata: [String]

    /// - Parameter strata: the names of the columns that the sample was stratified by.
    public init(vocabulary: Vocabulary, strata: [String]) {
        self.vocabulary = vocabulary
        self.strata = strata
    }

    /// With a byte order mark, without which spreadsheets read UTF-8 as something else.
    public var header: String {
        "\u{FEFF}" + SeparatedValues.line(["key"] + strata + ["text"] + vocabulary.dimensions.map(\.name))
    }

    /// - Parameters:
    ///   - key: what the labels come back by.
    ///   - stratum: as many values as there are columns of the stratum.
    ///   - tags: values by dimension that are filled in, for a rater who corrects instead of labelling afresh.
    public func line(key: String, stratum: [String], text: String, tags: [String: String] = [:]) -> String {
        SeparatedValues.line(
            ([key] + stratum + [text]).map(Self.harmless) + vocabulary.dimensions.map { tags[$0.name] ?? "" })
    }

    /// The allowed values with what they mean, as a page to go with the sheet.
    public var codebook: String {
        vocabulary.dimensions.map { dimension in
            var lines = ["## \(dimension.name)", "", dimension.question, ""]
            if case .listed(let values) = dimension.values {
                lines += values.map { "- **\($0.name)**: \($0.means)" } + [""]
            }
            if dimension.isMany { lines += ["Several values are separated by “;”.", ""] }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// A field that no spreadsheet takes for a formula, and without NUL. The text in a sheet is for reading: the key
    /// says which text it is.
    private static func harmless(_ field: String) -> String {
        let field = field.replacing("\0", with: "\u{FFFD}")
        return field.first.map { "=+-@\t\r".contains($0) } == true ? "'" + field : field
    }
}
