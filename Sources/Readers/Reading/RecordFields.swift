/// One record of a file, as its top-level fields.
public struct RecordFields: Sendable {
    /// One field of a record.
    public struct Field: Sendable, Hashable {
        public let name: String
        public let kind: ValueKind
        /// A string without its escapes, a number with the digits of the source, an array or object as JSON text.
        public let text: String

        public init(name: String, kind: ValueKind, text: String) {
            (self.name, self.kind, self.text) = (name, kind, text)
        }
    }

    /// The 1-based number of the record in the file.
    public let number: Int64
    /// The record's name in a JSON object of records.
    public let key: String?
    /// The fields in the order of the file; fields that are null are left out. A CSV cell that is empty is a string.
    public let fields: [Field]

    public init(number: Int64, key: String? = nil, fields: [Field]) {
        (self.number, self.key, self.fields) = (number, key, fields)
    }

    /// The field of a name; the last one where a JSON object repeats the name, as Python and JavaScript read it.
    public subscript(name: String) -> Field? { fields.last { $0.name == name } }
}
