/// Lists in a format that has none: the values with a separator between them.
enum CSVList {
    /// - Throws: `ExportError.valueHoldsSeparator` if the values could not be separated again: a value contains the
    ///   separator, or is empty and alone.
    static func joined(_ values: [String], separator: String, column: String) throws -> String {
        for value in values where value.contains(separator) || (value.isEmpty && values.count == 1) {
            throw ExportError.valueHoldsSeparator(column: column, value: value, separator: separator)
        }
        return values.joined(separator: separator)
    }
}
