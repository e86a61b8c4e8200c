@testable import Parquet

/// Calls `body` with the bytes, at the end of memory of just their size, so that a sanitizer sees a read past them.
func withBytes<Result>(_ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { memory.deallocate() }
    memory.copyBytes(from: bytes)
    return try body(UnsafeRawBufferPointer(memory))
}

/// A leaf column of a type.
func leaf(
    _ type: PhysicalType, width: Int = 0, definition: Int = 0, repetition: Int = 0, logicalType: LogicalType? = nil
) -> LeafColumn {
    LeafColumn(
        index: 0, path: ["c"], type: type, width: width, logicalType: logicalType, repetition: .required,
        maximumDefinitionLevel: definition, maximumRepetitionLevel: repetition)
}

extension Encoding {
    /// All values, decoded in parts of these sizes, which repeat.
    func decoded(
        _ bytes: [UInt8], of leaf: LeafColumn, count: Int, parts: [Int], dictionaryCount: Int? = nil
    ) throws -> [RowValue] {
        try withBytes(bytes) { bytes in
            var decoder = try decoder(
                of: leaf, bytes, count: count, decodedLimit: 1 << 20, dictionaryCount: dictionaryCount)
            let scratch = ScratchBuffer()
            var values: [RowValue] = []
            var part = 0
            while values.count < count {
                let size = min(parts[part % parts.count], count - values.count)
                part += 1
                switch try decoder.next(size, scratch: scratch) {
                case .codes(let codes): values += codes.map { .int(Int64($0)) }
                case .plain(let plain):
                    let conversion = LeafConversion(leaf)
                    values += (0..<plain.count).map { conversion.value(plain, $0) }
                }
            }
            return values
        }
    }
}
