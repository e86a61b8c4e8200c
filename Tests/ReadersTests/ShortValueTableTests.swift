import TestSupport
import Testing

@testable import Readers

@Suite struct ShortValueTableTests {
    /// The key of bytes that are followed by others, which must not matter.
    private static func key(_ bytes: [UInt8], followedBy filling: UInt8) -> ShortValueTable.Key {
        let padded = bytes + Array(repeating: filling, count: ShortValueTable.maximumByteCount)
        return padded.withUnsafeBytes { buffer in
            buffer.baseAddress.map { ShortValueTable.Key($0, count: bytes.count) } ?? ShortValueTable.Key()
        }
    }

    @Test func valuesOfAllLengthsHaveCodesOfTheirOwn() {
        var table = ShortValueTable()
        defer { table.deallocate() }
        let values = (0...ShortValueTable.maximumByteCount).flatMap { length in
            [0, 1, 65].map { Array(repeating: UInt8($0), count: length) }
        }
        var codes: [[UInt8]: UInt32] = [:]
        for value in values where codes[value] == nil {
            let unknown = table.code(of: Self.key(value, followedBy: 7))
            #expect(unknown == 0)
            codes[value] = UInt32(codes.count + 1)
            table.insert(Self.key(value, followedBy: 255), code: UInt32(codes.count))
        }
        for value in values { #expect(table.code(of: Self.key(value, followedBy: 65)) == codes[value]) }
    }

    @Test func aDictionaryGivesTheSameCodes() {
        var generator = SeededGenerator(seed: 9)
        var table = ShortValueTable()
        defer { table.deallocate() }
        var twin: [[UInt8]: UInt32] = [:]
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...ShortValueTable.maximumByteCount, using: &generator)
            let value = (0..<length).map { _ in UInt8.random(in: 0...3, using: &generator) }
            let known = twin[value] ?? 0
            let found = table.code(of: Self.key(value, followedBy: 1))
            #expect(found == known)
            if known == 0 {
                twin[value] = UInt32(twin.count + 1)
                table.insert(Self.key(value, followedBy: 2), code: UInt32(twin.count))
            }
        }
    }
}
