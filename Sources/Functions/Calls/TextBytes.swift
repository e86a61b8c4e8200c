import CSQLite

/// The bytes of a value as text.
enum TextBytes {
    /// The UTF-8 bytes of any value as the text that SQL casts it to; nil for null.
    ///
    /// A text is read as a blob: as a text SQLite would copy it to put a zero behind it. The pointer is valid until the
    /// value is read as another kind.
    static func of(_ value: OpaquePointer?) -> UnsafeRawBufferPointer? {
        let type = sqlite3_value_type(value)
        if type == SQLITE_NULL { return nil }
        let isReadAsBlob = type == SQLITE_TEXT && sqlite3_value_encoding(value) == SQLITE_UTF8
        let start = isReadAsBlob ? sqlite3_value_blob(value) : UnsafeRawPointer(sqlite3_value_text(value))
        // SQLite counts the bytes of a text only after it has made it. An empty one has no address.
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
    }
}
