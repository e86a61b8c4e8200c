import Parquet

/// A column of a file to be written. Every column may have nulls.
public struct ArrowColumn: Sendable {
    public var name: String
    public var kind: WriterColumn.Kind
    /// The dictionary of a coded column of texts, or of lists of texts; nil if the texts themselves are written.
    public var dictionary: ValueDictionary?

    public init(name: String, kind: WriterColumn.Kind, dictionary: ValueDictionary? = nil) {
        self.name = name
        self.kind = kind
        self.dictionary = dictionary
    }
}

extension ArrowColumn {
    /// The table `Field` of the schema.
    ///
    /// - Parameter id: of the column's dictionary.
    func field(dictionary id: Int) -> FlatTable {
        switch kind {
        case .boolean: Self.field(name, type: 6)
        case .integer:
            Self.field(name, type: 2) {
                $0[0] = .integer(Int32(64))
                $0[1] = .flag(true)
            }
        case .real: Self.field(name, type: 3) { $0[0] = .integer(Int16(2)) }
        case .text: textField(name, dictionary: id)
        case .textList: Self.field(name, type: 12, children: [textField("item", dictionary: id)])
        }
    }

    /// Texts by 32-bit offsets; only a dictionary can outgrow them, since batches are cut before.
    private func textField(_ name: String, dictionary id: Int) -> FlatTable {
        guard let dictionary else { return Self.field(name, type: 5) }
        var field = Self.field(name, type: dictionary.needsLargeOffsets ? 20 : 5)
        var index = FlatTable()
        index[0] = .integer(Int32(32))
        index[1] = .flag(true)
        var encoding = FlatTable()
        encoding[0] = .integer(Int64(id))
        encoding[1] = .table(index)
        field[4] = .table(encoding)
        return field
    }

    /// - Parameter type: its number in the union `Type`.
    private static func field(
        _ name: String, type: UInt8, children: [FlatTable] = [], _ fill: (inout FlatTable) -> Void = { _ in }
    ) -> FlatTable {
        var details = FlatTable()
        fill(&details)
        var field = FlatTable()
        field[0] = .string(name)
        field[1] = .flag(true)
        field[2] = .integer(type)
        field[3] = .table(details)
        field[5] = .tables(children)
        return field
    }
}

extension ValueDictionary {
    /// Whether the texts of all codes take more bytes than 32 bits count.
    var needsLargeOffsets: Bool { byteCount > Int(Int32.max) }
}
