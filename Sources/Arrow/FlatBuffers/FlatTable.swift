/// A table of FlatBuffers that is to be written: its fields by their slots in the schema.
struct FlatTable {
    enum Field {
        /// A number, little-endian. It lies at a multiple of its length.
        case scalar([UInt8])
        case string(String)
        case table(FlatTable)
        case tables([FlatTable])
        /// Structures of the same size one after another. Those of Arrow have integers of eight bytes.
        case structures([UInt8], count: Int)

        /// The bytes in the table itself; anything but a number is a reference of four bytes.
        var width: Int {
            if case .scalar(let bytes) = self { bytes.count } else { 4 }
        }
    }

    private(set) var fields: [Int: Field] = [:]

    subscript(slot: Int) -> Field? {
        get { fields[slot] }
        set { fields[slot] = newValue }
    }
}

extension FlatTable.Field {
    static func integer(_ value: some FixedWidthInteger) -> Self {
        .scalar(withUnsafeBytes(of: value.littleEndian, Array.init))
    }

    static func flag(_ value: Bool) -> Self { .scalar([value ? 1 : 0]) }
}
