import TestSupport
import Testing

@testable import Readers

/// Searches of many bytes at a time find what a search byte by byte finds.
@Suite struct MarkedBlocksTests {
    private static func randomBytes(_ generator: inout SeededGenerator) -> [UInt8] {
        let count = Int.random(in: 0...300, using: &generator)
        let rarity = [2, 10, 100, 1_000].randomElement(using: &generator) ?? 2
        return (0..<count).map { _ in
            // Bytes that differ by one bit from those that are looked for, too.
            generator.chance(1, in: rarity)
                ? [0x2C, 0x0A, 0x0D].randomElement(using: &generator) ?? 0
                : [0x2D, 0xAC, 0x0B, 0x8A, 0x0C, 0x61].randomElement(using: &generator) ?? 0
        }
    }

    @Test func findAllBytesOfTheSet() {
        var generator = SeededGenerator(seed: 51)
        for _ in 0..<3_000 {
            let bytes = Self.randomBytes(&generator)
            let isWanted = { (byte: UInt8) in byte == 0x2C || byte == 0x0A || byte == 0x0D }
            let expected = bytes.indices.filter { isWanted(bytes[$0]) } + [bytes.count]
            bytes.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                var blocks = MarkedBlocks((0x2C, 0x0A, 0x0D), in: base, count: bytes.count)
                var found: [Int] = []
                var position = 0
                while found.last != bytes.count {
                    found.append(blocks.next(from: position))
                    position = (found.last ?? 0) + 1
                }
                #expect(found == expected)
                #expect(blocks.hasSeenHighBytes == bytes.contains { $0 >= 0x80 })
                let start = Int.random(in: 0...bytes.count, using: &generator)
                #expect(blocks.next(from: start) == expected.first { $0 >= start })
            }
        }
    }

    @Test func bytesAreCountedAndFound() {
        var generator = SeededGenerator(seed: 52)
        for count in [0, 1, 31, 32, 255 * 32, 256 * 32 + 7, 20_000] {
            for rarity in [1, 2, 50] {
                let bytes = (0..<count).map { _ in generator.chance(1, in: rarity) ? UInt8(0x0A) : 0x0B }
                bytes.withUnsafeBufferPointer { buffer in
                    guard let base = buffer.baseAddress else { return }
                    #expect(ByteScan.count(0x0A, in: base, count: count) == bytes.count { $0 == 0x0A })
                    for start in [0, 1, 5, count / 2, count] where start <= count {
                        #expect(
                            ByteScan.first(0x0A, in: base, from: start, count: count)
                                == bytes[start...].firstIndex(of: 0x0A))
                    }
                }
            }
        }
    }
}
