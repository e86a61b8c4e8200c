import TestSupport
import Testing

@testable import Parquet

@Suite struct ThriftTests {
    private static func read<Value: ThriftStructure>(_ bytes: [UInt8], as type: Value.Type) throws -> Value {
        try withBytes(bytes) { bytes in
            var reader = CompactReader(bytes)
            let value = try Value(from: &reader)
            guard reader.offset == bytes.count else { throw ParquetProblem.truncated(needed: 0, available: 1) }
            return value
        }
    }

    /// Written and read it is the same, and any beginning of it is refused.
    private static func expectRoundTrip<Value: ThriftStructure & Equatable>(
        _ value: Value, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let bytes = value.compactBytes()
        #expect(try read(bytes, as: Value.self) == value, sourceLocation: sourceLocation)
        let accepted = stride(from: 0, to: bytes.count, by: max(1, bytes.count / 50)).filter { length in
            (try? read(Array(bytes.prefix(length)), as: Value.self)) != nil
        }
        #expect(accepted.isEmpty, sourceLocation: sourceLocation)
    }

    @Test func metadataRoundTrips() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<20 { try Self.expectRoundTrip(RandomMetadata.file(&generator)) }
        for _ in 0..<60 {
            try Self.expectRoundTrip(RandomMetadata.pageHeader(&generator))
            try Self.expectRoundTrip(RandomMetadata.offsetIndex(&generator))
            try Self.expectRoundTrip(RandomMetadata.columnIndex(&generator))
        }
    }

    @Test func logicalTypes() throws {
        for type in RandomMetadata.logicalTypes { try Self.expectRoundTrip(type) }
        for order in [ColumnOrder.typeDefined, .totalOrder, .int96Timestamp, .unknown(40)] {
            try Self.expectRoundTrip(order)
        }
    }

    /// The bytes that the protocol's specification gives for such fields.
    @Test func bytes() {
        #expect(KeyValue(key: "a", value: nil).compactBytes() == [0x18, 1, 0x61, 0])
        #expect(
            PageLocation(offset: 1, compressedSize: -1, firstRowIndex: 300).compactBytes() == [
                0x16, 2, 0x15, 1, 0x16, 0xD8, 4, 0,
            ])
        var writer = CompactWriter()
        writer.field(20, true)
        writer.field(21, false)
        #expect(writer.bytes == [0x01, 40, 0x12])
    }

    /// Unknown fields of every type, and fields of another type, are skipped.
    @Test func unknownFields() throws {
        let unknown: [[UInt8]] = [
            [0x11], [0x12], [0x13, 9], [0x14, 2], [0x15, 0x80, 1], [0x16, 2], [0x17, 1, 2, 3, 4, 5, 6, 7, 8],
            [0x18, 2, 7, 7], [0x19, 0x25, 1, 1], [0x1A, 0x28, 1, 65, 0], [0x1B, 0], [0x1B, 1, 0x85, 1, 65, 2],
            [0x1C, 0x15, 2, 0], [0x19, 0x21, 1, 2], [0x19, 0x1C, 0x18, 1, 65, 0],
            [0x1D] + Array(repeating: 1, count: 16),
        ]
        for field in unknown {
            // Field 2 of PageLocation is skipped by its type, or field 4 by its number; those after it are right.
            let bytes = [0x16, 2, 0x15, 4, 0x16, 6] + field + [0]
            let location = try Self.read(bytes, as: PageLocation.self)
            #expect(location == PageLocation(offset: 1, compressedSize: 2, firstRowIndex: 3), "\(field)")
            guard field[0] != 0x16 else { continue }
            let instead = field + [0x05, 4, 4, 0x16, 6, 0]
            #expect(throws: ParquetProblem.self) { try Self.read(instead, as: PageLocation.self) }
        }
    }

    @Test func refusals() {
        func problem(_ bytes: [UInt8]) -> ParquetProblem? {
            do {
                _ = try Self.read(bytes, as: FileMetadata.self)
                return nil
            } catch { return error as? ParquetProblem }
        }
        #expect(problem([]) == .truncated(needed: 1, available: 0))
        #expect(problem([0]) == .missingField(structure: "FileMetaData", field: "version"))
        #expect(problem([0x1E, 0]) == .thriftUnknownType(14, offset: 0))
        #expect(problem([0x15] + Array(repeating: 0xFF, count: 10)) == .varintTooLong(offset: 10))
        #expect(problem([0x15, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]) == .thriftIntegerTooLarge(bits: 32, offset: 6))
        // A list of 2^34 structures, a string of 2^34 bytes.
        #expect(problem([0x29, 0xFC, 0x80, 0x80, 0x80, 0x80, 0x40]) == .truncated(needed: 1 << 34, available: 0))
        #expect(problem([0x68, 0x80, 0x80, 0x80, 0x80, 0x40]) == .truncated(needed: 1 << 34, available: 0))
        // Structures in structures.
        #expect(problem(Array(repeating: 0x1C, count: 100)) == .thriftTooDeep(limit: 24, offset: 24))
        #expect(problem([0x19] + Array(repeating: 0x19, count: 100)) == .thriftTooDeep(limit: 24, offset: 24))
    }

    /// Encryption is only reported, not described.
    @Test func encryption() throws {
        let bytes: [UInt8] = [0x26, 0, 0x6C, 0x1C, 0, 0, 0]
        #expect(try Self.read(bytes, as: ColumnChunk.self).isEncrypted)
        let footer: [UInt8] = [0x15, 2, 0x19, 0x0C, 0x16, 0, 0x19, 0x0C, 0x4C, 0x1C, 0, 0, 0]
        #expect(try Self.read(footer, as: FileMetadata.self).hasEncryption)
    }

    /// Writers disagree on how false is spelled in a list.
    @Test func listsOfBooleans() throws {
        for falsehood: UInt8 in [0, 2] {
            for type: UInt8 in [1, 2] {
                let bytes: [UInt8] = [0x19, 0x20 | type, 1, falsehood, 0x19, 0x08, 0x19, 0x08, 0x15, 2, 0]
                #expect(try Self.read(bytes, as: ColumnIndex.self).nullPages == [true, false])
            }
        }
    }
}
