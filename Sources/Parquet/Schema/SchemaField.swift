/// A field as users see it: a list is a field with an element, whatever groups encode it in the file.
///
/// The encodings of lists and maps follow the compatibility rules of the format (LogicalTypes.md): two and three
/// levels, elements named `array` or `<list>_tuple`, repeated fields outside a list, maps without values.
public struct SchemaField: Sendable, Hashable {
    public indirect enum Content: Sendable, Hashable {
        /// The number of a column in ``Schema/leaves``.
        case leaf(Int)
        case structure([SchemaField])
        /// An entry is an element if its definition level is at least `definitionLevel`; it is a further element of the
        /// same list if its repetition level is `repetitionLevel`.
        case list(element: SchemaField, definitionLevel: Int, repetitionLevel: Int)
        /// As a list of pairs; a map without values has only keys.
        case map(key: SchemaField, value: SchemaField?, definitionLevel: Int, repetitionLevel: Int)
    }

    public let name: String
    public let isOptional: Bool
    /// An entry with a smaller definition level has a null here, or further up.
    public let definitionLevel: Int
    public let logicalType: LogicalType?
    public let content: Content

    /// The numbers of the leaf columns at and below the field.
    public var leaves: [Int] {
        switch content {
        case .leaf(let index): [index]
        case .structure(let fields): fields.flatMap(\.leaves)
        case .list(let element, _, _): element.leaves
        case .map(let key, let value, _, _): key.leaves + (value?.leaves ?? [])
        }
    }
}
