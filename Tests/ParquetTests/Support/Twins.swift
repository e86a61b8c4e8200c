/// Simple reference encoders; the decoders are tested to be their inverse.
enum Twin {
    /// Values of `width` bits, the least significant bit first.
    static func packed(_ values: [UInt64], width: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (values.count * width + 7) / 8)
        for (index, value) in values.enumerated() {
            for bit in 0..<width where value >> UInt64(bit) & 1 == 1 {
                bytes[(index * width + bit) / 8] |= 1 << UInt8((index * width + bit) % 8)
            }
        }
        return bytes
    }

    /// Values of `width` bits, the most significant bit first.
    static func packedFromTheTop(_ values: [UInt8], width: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (values.count * width + 7) / 8)
        for (index, value) in values.enumerated() {
            for bit in 0..<width where value >> UInt8(width - 1 - bit) & 1 == 1 {
                bytes[(index * width + bit) / 8] |= 0x80 >> UInt8((index * width + bit) % 8)
            }
        }
        return bytes
    }

    static func varint(_ value: UInt64) -> [UInt8] {
        value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
    }

    static func zigZag(_ value: Int64) -> [UInt8] { varint(UInt64(bitPattern: value << 1 ^ value >> 63)) }

    static func littleEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian, Array.init)
    }

    /// One value `count` times.
    static func run(_ value: UInt64, count: Int, width: Int) -> [UInt8] {
        varint(UInt64(count) << 1) + littleEndian(value).prefix((width + 7) / 8)
    }

    /// Groups of eight values.
    static func packedRun(_ values: [UInt64], width: Int) -> [UInt8] {
        varint(UInt64(values.count / 8) << 1 | 1) + packed(values, width: width)
    }

    /// Values in runs of either kind, cut at random; the last packed run is padded with zeros.
    static func runs(_ values: [UInt64], width: Int, _ generator: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = values[...]
        while let first = rest.first {
            let equal = rest.prefix { $0 == first }.count
            let isPacked = Bool.random(using: &generator)
            if isPacked {
                let groups = Int.random(in: 1...5, using: &generator)
                var taken = Array(rest.prefix(groups * 8))
                rest = rest.dropFirst(taken.count)
                taken += Array(repeating: 0, count: (8 - taken.count % 8) % 8)
                bytes += packedRun(taken, width: width)
            } else {
                let count = Int.random(in: 1...equal, using: &generator)
                bytes += run(first, count: count, width: width)
                rest = rest.dropFirst(count)
            }
        }
        return bytes
    }

    /// DELTA_BINARY_PACKED. With `isTight` miniblocks have the least width, else up to 64 bits.
    static func delta(
        _ values: [Int64], blockSize: Int, miniblocks: Int, extraWidth: Int = 0
    ) -> [UInt8] {
        var bytes = varint(UInt64(blockSize)) + varint(UInt64(miniblocks)) + varint(UInt64(values.count))
        bytes += zigZag(values.first ?? 0)
        let deltas = zip(values.dropFirst(), values).map { $0 &- $1 }
        let perMiniblock = blockSize / miniblocks
        for start in stride(from: 0, to: deltas.count, by: blockSize) {
            let block = deltas[start..<min(start + blockSize, deltas.count)]
            let least = block.min() ?? 0
            bytes += zigZag(least)
            var widths: [UInt8] = []
            var packedMiniblocks: [UInt8] = []
            for index in 0..<miniblocks {
                let part = block.dropFirst(index * perMiniblock).prefix(perMiniblock)
                    .map { UInt64(bitPattern: $0 &- least) }
                guard let greatest = part.max() else {
                    // Not there, so its width means nothing.
                    widths.append(200)
                    continue
                }
                let width = min(64, 64 - greatest.leadingZeroBitCount + extraWidth)
                widths.append(UInt8(width))
                let padding = Array(repeating: UInt64(0), count: perMiniblock - part.count)
                packedMiniblocks += packed(part + padding, width: width)
            }
            bytes += widths + packedMiniblocks
        }
        return bytes
    }

    static func deltaLengths(_ values: [[UInt8]]) -> [UInt8] {
        delta(values.map { Int64($0.count) }, blockSize: 128, miniblocks: 4) + values.flatMap { $0 }
    }

    static func deltaArrays(_ values: [[UInt8]]) -> [UInt8] {
        var prefixes: [Int64] = []
        var suffixes: [[UInt8]] = []
        var previous: [UInt8] = []
        for value in values {
            let shared = zip(previous, value).prefix { $0 == $1 }.count
            prefixes.append(Int64(shared))
            suffixes.append(Array(value.dropFirst(shared)))
            previous = value
        }
        return delta(prefixes, blockSize: 128, miniblocks: 4) + deltaLengths(suffixes)
    }

    /// Values of `width` bytes each.
    static func streams(_ values: [[UInt8]], width: Int) -> [UInt8] {
        (0..<width).flatMap { place in values.map { $0[place] } }
    }
}
