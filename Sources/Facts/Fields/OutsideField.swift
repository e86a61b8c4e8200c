/// A field of a table that lies outside the store, as an engine reads it.
public struct OutsideField: Hashable, Sendable, Codable {
    /// How the field's values are given.
    public enum Form: String, Sendable, Codable {
        /// The text of a value: that of a string, or a number or truth value as a string.
        case text
        /// The JSON text of a list or structure.
        case json
        /// A 64-bit integer.
        case integer
        /// A double.
        case real
        /// A float of 32 bits, as the double that its digits mean: 0.1 and not 0.10000000149.
        case single
    }

    /// A column of the table, then members of structures in it.
    public var path: [String]
    public var form: Form
    /// What means "no value" in a column of texts or numbers; numbers are written as SQL does. Nil for tags, whose
    /// values are mapped when the table is attached.
    public var missing: [String]?

    public init(path: [String], form: Form, missing: [String]? = nil) {
        self.path = path
        self.form = form
        self.missing = missing
    }

    /// The field as messages name it.
    public var name: String { path.joined(separator: ".") }
}

/// A field that the outside table has, and what its values are.
public struct OutsideFieldDescription: Sendable, Hashable {
    /// The kinds of values that a field can have.
    public enum Kind: String, Sendable, Codable {
        case text, integer, real, boolean, list, structure
        /// A float of 32 bits.
        case single
        /// A number of decimal digits that may have a fraction.
        case decimal
        /// What cannot be read, such as an interval.
        case other
    }

    public var path: [String]
    public var kind: Kind
    /// The type as the engine calls it.
    public var type: String

    public init(path: [String], kind: Kind, type: String) {
        self.path = path
        self.kind = kind
        self.type = type
    }

    /// How its values are read as tags.
    public var tagForm: OutsideField.Form { kind == .list || kind == .structure ? .json : .text }
}
