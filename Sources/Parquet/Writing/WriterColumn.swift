/// A column of a file to be written. Every column may have nulls.
public struct WriterColumn: Sendable, Hashable {
    /// What its values are.
    public enum Kind: Sendable, Hashable, CaseIterable {
        case boolean
        /// 64 bits, signed.
        case integer
        /// 64 bits.
        case real
        case text
        /// Lists of texts; a list may be null or empty, and have nulls in it.
        case textList
    }

    public var name: String
    public var kind: Kind

    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

extension WriterColumn {
    var physicalType: PhysicalType {
        switch kind {
        case .boolean: .boolean
        case .integer: .int64
        case .real: .double
        case .text, .textList: .byteArray
        }
    }

    /// The definition level of a value that is there.
    var maximumDefinitionLevel: UInt8 { kind == .textList ? 3 : 1 }
    var maximumRepetitionLevel: UInt8 { kind == .textList ? 1 : 0 }

    /// The names from below the root down to the leaf.
    var path: [String] { kind == .textList ? [name, "list", "element"] : [name] }

    /// The column's part of the schema tree; a list has the three levels that the format prescribes.
    var schema: [SchemaElement] {
        let leafName = kind == .textList ? "element" : name
        let isText = physicalType == .byteArray
        let leaf = SchemaElement(
            name: leafName, type: physicalType, repetition: .optional, convertedType: isText ? .utf8 : nil,
            logicalType: isText ? .string : nil)
        guard kind == .textList else { return [leaf] }
        return [
            SchemaElement(
                name: name, repetition: .optional, childCount: 1, convertedType: .list, logicalType: .list),
            SchemaElement(name: "list", repetition: .repeated, childCount: 1),
            leaf,
        ]
    }
}
