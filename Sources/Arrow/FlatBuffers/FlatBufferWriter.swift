/// Writes a tree of tables as FlatBuffers, front to back: a table, then what it refers to.
///
/// References point forward, so each is written as zero and set when the place of its target is known.
struct FlatBufferWriter {
    private var bytes: [UInt8] = [0, 0, 0, 0]

    /// The bytes of a root table, filled up to a multiple of eight.
    static func bytes(of root: FlatTable) -> [UInt8] {
        var writer = FlatBufferWriter()
        let place = writer.write(root)
        writer.set(UInt32(place), at: 0)
        writer.align(to: 8, after: 0)
        return writer.bytes
    }

    private mutating func write(_ table: FlatTable) -> Int {
        let slotCount = (table.fields.keys.max() ?? -1) + 1
        let fields = table.fields.sorted { $0.key < $1.key }
        var offsets = [UInt16](repeating: 0, count: slotCount)
        // The first four bytes of a table lead to its list of offsets.
        var size = 4
        for (slot, field) in fields {
            size = (size + field.width - 1) / field.width * field.width
            offsets[slot] = UInt16(size)
            size += field.width
        }
        let listBytes = 4 + 2 * slotCount
        align(to: 8, after: listBytes)
        let list = bytes.count
        append(UInt16(listBytes))
        append(UInt16(size))
        for offset in offsets { append(offset) }
        let start = bytes.count
        bytes += [UInt8](repeating: 0, count: size)
        set(Int32(start - list), at: start)
        for (slot, field) in fields {
            let place = start + Int(offsets[slot])
            if case .scalar(let scalar) = field {
                bytes.replaceSubrange(place..<place + scalar.count, with: scalar)
            } else {
                set(UInt32(write(field) - place), at: place)
            }
        }
        return start
    }

    private mutating func write(_ field: FlatTable.Field) -> Int {
        switch field {
        case .scalar(let scalar):
            defer { bytes += scalar }
            return bytes.count
        case .table(let table): return write(table)
        case .string(let string):
            align(to: 4, after: 0)
            defer {
                append(UInt32(string.utf8.count))
                bytes += Array(string.utf8) + [0]
            }
            return bytes.count
        case .structures(let structures, let count):
            align(to: 8, after: 4)
            defer {
                append(UInt32(count))
                bytes += structures
            }
            return bytes.count
        case .tables(let tables):
            align(to: 4, after: 0)
            let start = bytes.count
            append(UInt32(tables.count))
            bytes += [UInt8](repeating: 0, count: 4 * tables.count)
            for (index, table) in tables.enumerated() {
                let place = start + 4 + 4 * index
                set(UInt32(write(table) - place), at: place)
            }
            return start
        }
    }

    /// Adds zeros so that the position `distance` bytes further is a multiple of `alignment`.
    private mutating func align(to alignment: Int, after distance: Int) {
        while (bytes.count + distance) % alignment != 0 { bytes.append(0) }
    }

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func set(_ value: some FixedWidthInteger, at place: Int) {
        withUnsafeBytes(of: value.littleEndian) { bytes.replaceSubrange(place..<place + $0.count, with: $0) }
    }
}
