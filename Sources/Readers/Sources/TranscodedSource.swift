/// A text of another encoding as UTF-8. Invalid characters become U+FFFD.
final class TranscodedSource: ByteSource {
    private let source: any ByteSource
    private let encoding: TextEncoding
    private var input = [UInt8](repeating: 0, count: 1 << 16)
    /// Bytes at the front of `input` that are not yet decoded: less than a character, after a read.
    private var pending = 0
    private var output: [UInt8] = []
    private var given = 0
    private var isAtEnd = false
    /// The first half of a surrogate pair.
    private var highSurrogate: UInt32?

    init(_ source: any ByteSource, from encoding: TextEncoding) {
        self.source = source
        self.encoding = encoding
    }

    var name: String { source.name }
    var consumedBytes: Int64 { source.consumedBytes }
    var totalBytes: Int64? { source.totalBytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while given == output.count {
            if isAtEnd { return 0 }
            output.removeAll(keepingCapacity: true)
            given = 0
            try decodeMore()
        }
        let count = min(buffer.count, output.count - given)
        buffer.copyBytes(from: output[given..<given + count])
        given += count
        return count
    }

    private func decodeMore() throws {
        let added = try input.withUnsafeMutableBytes { buffer in
            try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[pending...]))
        }
        isAtEnd = added == 0
        let count = pending + added
        let width = encoding.bytesPerUnit
        let whole = count / width * width
        for index in stride(from: 0, to: whole, by: width) { append(unit(at: index)) }
        pending = count - whole
        for index in 0..<pending { input[index] = input[whole + index] }
        if isAtEnd, pending > 0 || highSurrogate != nil { append(Unicode.Scalar(0xFFFD)) }
    }

    private func unit(at index: Int) -> UInt32 {
        func byte(_ offset: Int) -> UInt32 { UInt32(input[index + offset]) }
        return switch encoding {
        case .utf8: byte(0)
        case .windows1252: Self.windows1252[Int(byte(0)) &- 0x80] ?? byte(0)
        case .utf16LittleEndian: byte(0) | byte(1) << 8
        case .utf16BigEndian: byte(0) << 8 | byte(1)
        case .utf32LittleEndian: byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24
        case .utf32BigEndian: byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3)
        }
    }

    private func append(_ unit: UInt32) {
        let isLow = unit & 0xFFFF_FC00 == 0xDC00
        if let high = highSurrogate {
            highSurrogate = nil
            if isLow {
                append(Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + (unit & 0x3FF)))
                return
            }
            append(Unicode.Scalar(0xFFFD))
        }
        if unit & 0xFFFF_FC00 == 0xD800, encoding.bytesPerUnit == 2 {
            highSurrogate = unit
        } else {
            append(Unicode.Scalar(unit) ?? Unicode.Scalar(0xFFFD))
        }
    }

    private func append(_ scalar: Unicode.Scalar?) {
        let scalar = scalar ?? "\u{FFFD}"
        if scalar.isASCII { return output.append(UInt8(scalar.value)) }
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// Characters that Windows has where ISO 8859-1 has control characters, by their byte less 0x80.
    private static let windows1252: [Int: UInt32] = [
        0x00: 0x20AC, 0x02: 0x201A, 0x03: 0x0192, 0x04: 0x201E, 0x05: 0x2026, 0x06: 0x2020, 0x07: 0x2021, 0x08: 0x02C6,
        0x09: 0x2030, 0x0A: 0x0160, 0x0B: 0x2039, 0x0C: 0x0152, 0x0E: 0x017D, 0x11: 0x2018, 0x12: 0x2019, 0x13: 0x201C,
        0x14: 0x201D, 0x15: 0x2022, 0x16: 0x2013, 0x17: 0x2014, 0x18: 0x02DC, 0x19: 0x2122, 0x1A: 0x0161, 0x1B: 0x203A,
        0x1C: 0x0153, 0x1E: 0x017E, 0x1F: 0x0178,
    ]
}

extension TextEncoding {
    fileprivate var bytesPerUnit: Int {
        switch self {
        case .utf8, .windows1252: 1
        case .utf16LittleEndian, .utf16BigEndian: 2
        case .utf32LittleEndian, .utf32BigEndian: 4
        }
    }
}
