import Warehouse

/// Reads the values of a column of languages that are codes or words for a missing value, by the column's other values.
enum LanguageColumn {
    /// Nauru and Min Nan, as pandas and others write a missing value.
    static func reading(_ languages: LanguageResolver) -> ColumnReading<String> {
        ColumnReading(values: ["NA", "na", "nan"]) { column in
            let counts = CodeCounts(
                column.lazy.filter { !["NA", "na", "nan"].contains($0.text) }.map { value in
                    (value.text, value.target != nil && languages.isWrittenAsCode(value.text))
                })
            var decided: [String: String] = [:]
            for (value, _) in column {
                switch value {
                case "NA", "na": if counts.areCodes(like: value) { decided[value] = "nau" }
                case "nan": if !counts.areWords { decided[value] = "nan" }
                default: break
                }
            }
            return decided
        }
    }
}

extension LanguageResolver {
    /// Whether a text is a code or a tag, and not a name.
    func isWrittenAsCode(_ text: String) -> Bool {
        let text = Self.withoutLabelMark(text.trimmingBlanks)
        return resolveCode(text) != nil || resolveTag(text) != nil
    }
}
