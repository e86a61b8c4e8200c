import Testing

@testable import Readers

/// Short strings that are found without a branch on their length are those that the scan of all strings finds.
@Suite struct PlainStringTests {
    /// Compares both for the string whose bytes begin `bytes`, which other JSON may follow.
    private func compare(_ bytes: [UInt8]) {
        let padded = bytes + Array(repeating: UInt8(ascii: ","), count: 2 * JSONStringScan.plainBytes)
        padded.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress else { return }
            let scan = JSONStringScan(text, from: 0, count: bytes.count)
            let isPlain =
                scan.problem == nil && !scan.hasEscapes && scan.end < JSONStringScan.plainBytes
                && padded.prefix(JSONStringScan.plainBytes).allSatisfy { $0 < 0x80 }
            let found = JSONStringScan.plainString(text)
            #expect(found?.length == (isPlain ? scan.end : nil), "\(bytes)")
            guard let (length, key) = found else { return }
            let twin = ShortValueTable.Key(UnsafeRawPointer(text), count: length)
            let isSame = key == twin
            #expect(isSame, "\(bytes)")
        }
    }

    private static let special: [UInt8] = [
        0x00, 0x01, 0x1F, 0x20, 0x21, UInt8(ascii: "\""), 0x23, UInt8(ascii: "["), UInt8(ascii: "\\"),
        UInt8(ascii: "]"), 0x7F, 0x80, 0xA2, 0xDC, 0xFF,
    ]

    @Test func ofEveryLengthWithEveryByteAtEveryPlace() {
        for length in 0...26 {
            let plain = (0..<length).map { UInt8(ascii: "a") + UInt8($0) } + [UInt8(ascii: "\"")]
            compare(plain)
            for place in plain.indices {
                for byte in Self.special {
                    var bytes = plain
                    bytes[place] = byte
                    if bytes.contains(UInt8(ascii: "\"")) { compare(bytes) }
                }
            }
        }
    }

    @Test func ofAllPairsOfNeighbours() {
        for place in [0, 6, 7, 8, 14, 15, 16, 22] {
            for first in Self.special {
                for second in Self.special {
                    var bytes = Array(repeating: UInt8(ascii: "x"), count: 26)
                    bytes[25] = UInt8(ascii: "\"")
                    bytes[place] = first
                    bytes[place + 1] = second
                    compare(bytes)
                }
            }
        }
    }
}
