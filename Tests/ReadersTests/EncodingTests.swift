import Testing

@testable import Readers

@Suite struct EncodingTests {
    private static func bytes(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
        func wide(_ units: [UInt32], _ width: Int, isLittle: Bool) -> [UInt8] {
            units.flatMap { unit in
                let bytes = (0..<width).map { UInt8(truncatingIfNeeded: unit >> UInt32(8 * $0)) }
                return isLittle ? bytes : bytes.reversed()
            }
        }
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .windows1252:
            return text.unicodeScalars.map { $0 == "\u{20AC}" ? 0x80 : UInt8(truncatingIfNeeded: $0.value) }
        case .utf16LittleEndian: return wide(text.utf16.map(UInt32.init), 2, isLittle: true)
        case .utf16BigEndian: return wide(text.utf16.map(UInt32.init), 2, isLittle: false)
        case .utf32LittleEndian: return wide(text.unicodeScalars.map(\.value), 4, isLittle: true)
        case .utf32BigEndian: return wide(text.unicodeScalars.map(\.value), 4, isLittle: false)
        }
    }

    @Test(arguments: TextEncoding.allCases)
    func everyEncodingIsRead(_ encoding: TextEncoding) throws {
        let isNarrow = encoding == .windows1252
        let word = isNarrow ? "café 5 €" : "café 漢字 😀"
        for (name, text) in [
            ("a.csv", "text,n\n\(word),1\nplain,2\n"),
            ("a.jsonl", "{\"text\":\"\(word)\",\"n\":1}\n{\"text\":\"plain\",\"n\":2}\n"),
            ("a.json", "[{\"text\":\"\(word)\",\"n\":1},{\"text\":\"plain\",\"n\":2}]"),
        ] {
            var options = ReaderOptions()
            options.encoding = encoding
            let bytes = Self.bytes(text, encoding)
            for piece in [1, 3, 1_000] {
                let source = MemorySource(bytes, name: name, pieces: [piece])
                #expect(
                    try collect(source, ["text", "n"], options: options).rows == [
                        [[word], ["1"]], [["plain"], ["2"]],
                    ])
            }
            guard !isNarrow, encoding != .utf8 else { continue }
            // A byte order mark says it; without one the error does.
            let marked = MemorySource(Self.bytes("\u{FEFF}" + text, encoding), name: name)
            #expect(try collect(marked, ["text"]).column(0) == [word, "plain"])
            let error = #expect(throws: ReadError.self) { try collect(MemorySource(bytes, name: name), ["text"]) }
            #expect("\(error.map { "\($0)" } ?? "")".contains("--encoding \(encoding.rawValue)"))
        }
    }

    @Test func latin1IsNamedWhereRowsAreRejected() throws {
        let read = try collect(MemorySource(Self.bytes("text\ncafé\n", .windows1252), name: "a.csv"), ["text"])
        #expect(read.rejects.map(\.reason) == [.invalidUTF8(offset: 3)])
        #expect("\(read.rejects[0])".contains("--encoding windows-1252"))
    }

    @Test func whatIsNoCharacterIsReplaced() throws {
        var options = ReaderOptions()
        options.encoding = .utf16LittleEndian
        let bytes: [UInt8] = [0x61, 0, 0x0A, 0, 0x00, 0xD8, 0x62, 0, 0x0A, 0, 0x00, 0xDC, 0x0A, 0, 0x63]
        let read = try collect(MemorySource(bytes, name: "a.csv"), ["a"], options: options)
        #expect(read.column(0) == ["\u{FFFD}b", "\u{FFFD}", "\u{FFFD}"])
    }

    @Test(arguments: [
        ("Latin-1", TextEncoding.windows1252), ("ISO-8859-1", .windows1252), ("cp1252", .windows1252),
        ("UTF-16", .utf16LittleEndian), ("utf_16_be", .utf16BigEndian), ("UTF8", .utf8), ("utf-8-sig", .utf8),
    ])
    func names(_ name: String, _ encoding: TextEncoding) { #expect(TextEncoding(named: name) == encoding) }
}
