import CSQLite

/// `text match 'words'` if no scan decides it, such as under `not` or `or`.
enum MatchFunction {
    /// Called with the pattern and the text, as SQLite calls the functions of its operators.
    static let implementation: @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void = {
        context, _, values in
        guard let values, let pattern = bytes(values[0]), let text = bytes(values[1]) else {
            return sqlite3_result_null(context)
        }
        let accepts = WordMatch(pattern: Array(pattern)).accepts(text)
        sqlite3_result_int(context, accepts ? 1 : 0)
    }

    /// The bytes of a value as text; nil for null.
    private static func bytes(_ value: OpaquePointer?) -> UnsafeRawBufferPointer? {
        guard let text = sqlite3_value_text(value) else { return nil }
        return UnsafeRawBufferPointer(start: text, count: Int(sqlite3_value_bytes(value)))
    }
}
