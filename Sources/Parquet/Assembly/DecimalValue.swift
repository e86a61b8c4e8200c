/// A decimal number of any precision: an integer divided by a power of ten.
public struct DecimalValue: Sendable, Hashable {
    /// The integer in two's complement, the most significant byte first, no longer than needed.
    public let unscaled: [UInt8]
    /// The decimal digits after the point.
    public let scale: Int

    /// - Parameter unscaled: in two's complement, the most significant byte first; no bytes are 0.
    public init(unscaled: some Collection<UInt8>, scale: Int) {
        var bytes = unscaled.isEmpty ? [0] : Array(unscaled)
        var redundant = 0
        while redundant + 1 < bytes.count {
            let isNextNegative = bytes[redundant + 1] >= 0x80
            guard bytes[redundant] == (isNextNegative ? 0xFF : 0) else { break }
            redundant += 1
        }
        bytes.removeFirst(redundant)
        self.unscaled = bytes
        self.scale = scale
    }

    public init(unscaled: Int64, scale: Int) {
        self.init(unscaled: withUnsafeBytes(of: unscaled.bigEndian, Array.init), scale: scale)
    }
}

extension DecimalValue: CustomStringConvertible {
    /// All digits, with ``scale`` of them after the point: `-12.50`. Cost: quadratic in the digits.
    public var description: String {
        let isNegative = unscaled[0] >= 0x80
        var digits = Self.decimalDigits(ofMagnitude: isNegative ? Self.negated(unscaled) : unscaled)
        if scale > 0 {
            digits = Array(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
            digits.insert(".", at: digits.count - scale)
        }
        return (isNegative ? "-" : "") + String(digits)
    }

    private static func negated(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes.map { ~$0 }
        for index in result.indices.reversed() {
            result[index] &+= 1
            if result[index] != 0 { break }
        }
        return result
    }

    private static func decimalDigits(ofMagnitude bytes: [UInt8]) -> [Character] {
        var rest = bytes
        var reversed: [Character] = []
        while rest.contains(where: { $0 != 0 }) {
            var remainder: UInt32 = 0
            for index in rest.indices {
                let part = remainder << 8 | UInt32(rest[index])
                rest[index] = UInt8(part / 10)
                remainder = part % 10
            }
            reversed.append(Character(String(remainder)))
            if rest[0] == 0 { rest.removeFirst() }
        }
        return reversed.isEmpty ? ["0"] : reversed.reversed()
    }
}
