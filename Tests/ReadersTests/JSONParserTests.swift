import Foundation
import Testing

@testable import Readers

/// Parses one text that is a JSON value.
func parse(_ bytes: [UInt8]) -> JSONParser.Outcome {
    let parser = JSONParser()
    return (bytes + [0]).withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { parser.parseWhole($0, count: bytes.count) } ?? .incomplete
    }
}

func isJSON(_ bytes: [UInt8]) -> Bool { if case .complete = parse(bytes) { true } else { false } }

@Suite struct JSONParserTests {
    @Test(.needs("suites/JSONTestSuite"), arguments: ["y", "n", "i"])
    func agreesWithTheSuite(_ kind: String) throws {
        let files = try Shared.files(in: "suites/JSONTestSuite/test_parsing", endingWith: ".json").filter {
            $0.contains("/\(kind)_")
        }
        #expect(files.count == ["y": 95, "n": 188, "i": 35][kind])
        for file in files {
            let isAccepted = isJSON(try Shared.bytes(file))
            // Numbers that are not finite are read on purpose: Python writes them.
            let isNonFinite =
                ["NaN.json", "infinity.json", "_nan.json", "minus_infinity.json", "Inf.json", "-NaN.json"]
                .contains { file.hasSuffix($0) } && !file.contains("+Inf")
            if kind != "i" { #expect(isAccepted == (kind == "y" || isNonFinite), "\(file)") }
        }
    }

    @Test func refusesDeepNestingAndSaysTheLimit() {
        for bracket in ["[", "{\"a\":"] {
            let text = Array(String(repeating: bracket, count: 100_000).utf8)
            let at = bracket.utf8.count * JSONParser.maximumDepth
            #expect(parse(text) == .failed(.nestedTooDeep(limit: 1_000), at: at))
        }
        let deepest = String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000)
        #expect(isJSON(Array(deepest.utf8)))
        #expect("\(JSONProblem.nestedTooDeep(limit: 1_000))".contains("1000"))
    }

    @Test(arguments: [
        ("", JSONProblem.unexpectedEnd, 0), ("[1,]", .trailingComma, 3), ("{\"a\":1,}", .expectedKey, 7),
        ("{a:1}", .expectedKey, 1), ("{\"a\" 1}", .expectedColon, 5), ("[1 2]", .expectedCommaOrEnd, 3),
        ("01", .badNumber, 0), ("-", .unexpectedEnd, 1), ("1.", .unexpectedEnd, 2), ("1.x", .badNumber, 0),
        ("+1", .expectedValue, 0), ("\"\\x\"", .badEscape, 1),
        ("+Infinity", .expectedValue, 0), ("-Na", .unexpectedEnd, 0), ("Nano", .expectedValue, 0),
        ("\"a\tb\"", .controlCharacterInString, 2),
        ("nul", .unexpectedEnd, 3), ("nulL", .expectedValue, 0), ("1 1", .contentAfterValue, 2),
        ("\"abc", .unexpectedEnd, 4),
    ])
    func tellsWhatIsWrong(_ text: String, _ problem: JSONProblem, _ at: Int) {
        let outcome = parse(Array(text.utf8))
        guard case .failed(let found, let position) = outcome else {
            Issue.record("\(text) was accepted")
            return
        }
        #expect(found == problem, "\(text)")
        if problem != .unexpectedEnd && problem != .badNumber && problem != .expectedValue {
            #expect(position == at, "\(text)")
        }
    }

    @Test func agreesWithTheReferenceOnDamagedDocuments() {
        var random = RandomJSON(seed: 3)
        for round in 0..<4_000 {
            var bytes = Array(random.value(depth: 3).utf8)
            if round % 2 == 1, !bytes.isEmpty {
                let position = Int.random(in: 0..<bytes.count, using: &random.generator)
                switch Int.random(in: 0..<3, using: &random.generator) {
                case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random.generator)
                case 1: bytes.removeSubrange(position...)
                default:
                    bytes.insert(Array("\"\\,:{}[]0 ".utf8).randomElement(using: &random.generator) ?? 0, at: position)
                }
            }
            let isAccepted = isJSON(bytes)
            #expect(isAccepted == (ReferenceJSON.parse(bytes) != nil), "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test func agreesWithFoundationOnDocuments() throws {
        var random = RandomJSON(seed: 4)
        for _ in 0..<1_000 {
            let text = random.object(depth: 3)
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
            let keys = ["a", "b", "id", "text", "名", "key", "", "with space", "a.b", "\"quoted\""]
            let fields = keys.map { FieldPath(key: $0).description }
            let read = try collect(text, fields, options: ReaderOptions(format: .jsonRecord))
            for (field, key) in keys.enumerated() {
                let values = zip(read.rows[0][field], read.kinds[0][field]).map { Foundation.comparable($0, $1) }
                #expect(values == Foundation.delivered(object[key]), "\(key) in \(text)")
            }
        }
    }

    @Test(
        .needs("suites/JSONTestSuite"),
        arguments: [
            // Numbers keep their digits, whatever their size.
            ("number_-9223372036854775808", "-9223372036854775808"),
            ("number_-9223372036854775809", "-9223372036854775809"),
            ("number_1.0", "1.0"), ("number_1.000000000000000005", "1.000000000000000005"),
            ("number_1000000000000000", "1000000000000000"), ("number_10000000000000000999", "10000000000000000999"),
            ("number_1e-999", "1E-999"), ("number_1e6", "1E6"), ("number_9223372036854775807", "9223372036854775807"),
            ("number_9223372036854775808", "9223372036854775808"), ("string_with_escaped_NULL", "A\0B"),
        ])
    func deliversWhatIsWritten(_ file: String, _ value: String) throws {
        let read = try collect(
            path: "suites/JSONTestSuite/test_transform/\(file).json", ["@element[]"],
            options: ReaderOptions(format: .jsonRecord))
        #expect(read.rows == [[[value]]])
    }

    @Test(.needs("suites/JSONTestSuite"), arguments: 1...3)
    func replacesHalfSurrogatePairs(_ count: Int) throws {
        let name = count == 1 ? "string_1_escaped_invalid_codepoint" : "string_\(count)_escaped_invalid_codepoints"
        let file = "suites/JSONTestSuite/test_transform/\(name).json"
        let read = try collect(path: file, ["@element[]"], options: ReaderOptions(format: .jsonRecord))
        let half = "\u{FFFD}"
        #expect(read.rows == [[[String(repeating: half, count: count)]]])
        #expect(read.amendments == [.halfSurrogatePair: 1])
    }

    @Test(
        arguments: [
            (#"\ud83d"#, "\u{FFFD}"), (#"a \ud83d b"#, "a \u{FFFD} b"), (#"\ude00"#, "\u{FFFD}"),
            (#"\ud83d\ude00"#, "😀"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"), (#"\ud83d\n"#, "\u{FFFD}\n"),
            (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"),
            (#"\ud83dx\ude00"#, "\u{FFFD}x\u{FFFD}"),
        ])
    func keepsTheRecordAroundHalfASurrogatePair(_ escaped: String, _ text: String) throws {
        let isWhole = !text.contains("\u{FFFD}")
        // In a value, a tag of a list and a key; between records that the parser is not needed for.
        let lines = """
            {"text":"first","tags":["a"]}
            {"text":"\(escaped)","tags":["a","\(escaped)"]}
            {"text":"last","tags":["b"]}

            """
        let read = try collect(lines, named: "a.jsonl", ["text", "tags[]"])
        #expect(read.rows == [[["first"], ["a"]], [[text], ["a", text]], [["last"], ["b"]]])
        #expect(read.amendments == (isWhole ? [:] : [.halfSurrogatePair: 2]))
        let key = try collect("{\"\(escaped)\":1}\n", named: "a.jsonl", ["{}"].map { "^" + $0 })
        #expect(key.rows == [[[text]]])
    }

    @Test(arguments: ["NaN", "Infinity", "-Infinity", "nan", "-nan", "inf", "-inf", "-NaN"])
    func takesNumbersThatAreNotFiniteForNoValue(_ word: String) throws {
        let lines =
            "{\"a\":1,\"b\":\"x\"}\n{\"a\":\(word),\"b\":\"y\"}\n{\"a\":[2,\(word)],\"b\":\"z\"}\n{\"a\": \(word) }\n"
        let read = try collect(lines, named: "a.jsonl", ["a", "b"])
        #expect(read.rows == [[["1"], ["x"]], [[], ["y"]], [["2"], ["z"]], [[], []]])
        #expect(read.amendments == [.nonFiniteNumber: 3])
        #expect(read.rejects.isEmpty)
        let array = "[{\"a\":\(word)},{\"a\":3}]"
        for size in 1...array.utf8.count {
            let source = MemorySource(Array(array.utf8), name: "a.json", pieces: [size])
            #expect(try collect(source, ["a"]).rows == [[[]], [["3"]]])
        }
    }

    @Test(
        .needs("suites/JSONTestSuite"),
        arguments: ["1_invalid_codepoint", "2_invalid_codepoints", "3_invalid_codepoints"])
    func refusesSurrogatesInUTF8(_ name: String) throws {
        let file = "suites/JSONTestSuite/test_transform/string_\(name).json"
        let read = try collect(path: file, ["@element[]"], options: ReaderOptions(format: .jsonRecord))
        #expect(read.rejects.map(\.reason) == [.json(.invalidUTF8, offset: 2)])
    }

    @Test(.needs("suites/JSONTestSuite"))
    func comparesKeysByteByByteAndTakesTheLast() throws {
        func read(_ file: String, _ fields: [String]) throws -> [[[String]]] {
            try collect(path: "suites/JSONTestSuite/test_transform/\(file).json", fields).rows
        }
        #expect(try read("object_same_key_different_values", ["a"]) == [[["2"]]])
        #expect(try read("object_same_key_same_value", ["a"]) == [[["1"]]])
        #expect(try read("object_same_key_unclear_values", ["a"]) == [[["-0"]]])
        #expect(try read("object_key_nfc_nfd", ["\u{E9}", "e\u{301}"]) == [[["NFC"], ["NFD"]]])
        #expect(try read("object_key_nfd_nfc", ["\u{E9}", "e\u{301}"]) == [[["NFC"], ["NFD"]]])
    }

    /// Foundation's reading of a document, converted to the form of our fields.
    private enum Foundation {
        static func delivered(_ value: Any?) -> [String] {
            if let list = value as? [Any] { return list.flatMap(one) }
            return one(value)
        }

        private static func one(_ value: Any?) -> [String] {
            switch value {
            case nil, is NSNull: return []
            case let text as String: return ["string " + text]
            case let number as NSNumber:
                // Adding zero makes 0 of -0, which Foundation does to integers. Booleans are numbers too, recognised by
                // their Objective-C type.
                return [
                    number.objCType.pointee == 99 ? "boolean \(number.boolValue)" : "number \(number.doubleValue + 0)"
                ]
            case let container?:
                let data = try? JSONSerialization.data(withJSONObject: container, options: [.sortedKeys])
                return ["json " + String(decoding: data ?? Data(), as: UTF8.self)]
            }
        }

        static func comparable(_ text: String, _ kind: ValueKind) -> String {
            switch kind {
            case .string: return "string " + text
            case .boolean: return "boolean " + text
            case .number: return "number \((Double(text) ?? .nan) + 0)"
            case .json:
                let object = try? JSONSerialization.jsonObject(with: Data(text.utf8))
                return one(object)[0]
            }
        }
    }
}
