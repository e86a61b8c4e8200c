import Digests
import Foundation

/// What a text is known by: the first 128 bits of the SHA-256 of its normal form. Texts that differ in blanks or in
/// canonically equal characters only have the same key, and are asked once.
public struct TextKey: Sendable, Hashable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The key of a text; nil if it is empty or blank.
    ///
    /// - Complexity: O(bytes).
    public init?(of text: String) {
        let normal = NormalText.bytes(of: text)
        guard !normal.isEmpty else { return nil }
        let hash = ContentHash()
        normal.withUnsafeBytes(hash.update)
        self.init(hash.finishBytes()[..<16])
    }

    /// - Returns: nil unless there are 16 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        func number(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(high: number(bytes.prefix(8)), low: number(bytes.suffix(8)))
    }

    /// - Parameter hexadecimal: 32 digits, as `description` writes them.
    public init?(hexadecimal: String) {
        let digits = Array(hexadecimal.utf8)
        guard digits.count == 32, let high = UInt64(hexadecimal.prefix(16), radix: 16),
            let low = UInt64(hexadecimal.suffix(16), radix: 16), digits.allSatisfy({ $0 > 0x2F })
        else { return nil }
        self.init(high: high, low: low)
    }

    /// Big-endian, so that the order of bytes is that of keys.
    public var bytes: [UInt8] {
        [high, low].flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } }
    }
}

extension TextKey: CustomStringConvertible, Comparable {
    /// 32 hexadecimal digits.
    public var description: String { Self.digits(high) + Self.digits(low) }

    private static func digits(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    public static func < (left: TextKey, right: TextKey) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

/// Texts in NFC with runs of blanks as one blank, and none at the ends.
enum NormalText {
    private static let firstCombining: UInt32 = 0x300

    static func bytes(of text: String) -> [UInt8] {
        // Below the first combining mark every text is in NFC (UAX 15, quick check).
        let isNormal =
            text.utf8.allSatisfy { $0 < 0xCC }
            || text.unicodeScalars.allSatisfy { $0.value < firstCombining }
        var normal = isNormal ? text : text.precomposedStringWithCanonicalMapping
        return normal.withUTF8 { utf8 in utf8.contains { $0 >= 0x80 } ? nil : collapsed(utf8) }
            ?? collapsed(normal.unicodeScalars)
    }

    /// Of ASCII.
    private static func collapsed(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isPending = false
        for byte in bytes {
            if byte == 0x20 || byte >= 0x09 && byte <= 0x0D {
                isPending = !result.isEmpty
            } else {
                if isPending { result.append(0x20) }
                isPending = false
                result.append(byte)
            }
        }
        return result
    }

    private static func collapsed(_ scalars: String.UnicodeScalarView) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(scalars.count * 2)
        var isPending = false
        for scalar in scalars {
            if scalar.properties.isWhitespace {
                isPending = !result.isEmpty
            } else {
                if isPending { result.append(0x20) }
                isPending = false
                result += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        return result
    }
}
