import Foundation
import TestSupport
import Testing

@testable import Endpoint

@Suite struct JSONTests {
    private func read(_ text: String, _ strictness: JSONReader.Strictness = .strict) -> JSON? {
        JSONReader.value(of: text.utf8, strictness)
    }

    @Test func valuesOfEveryKind() {
        let value = read(#" {"a":[1,-2.5,1e3,true,false,null,"x\n\u00e9\ud83d\ude00"],"b":{}} "#)
        let expected: JSON = [
            "a": [1, .number(-2.5), .number(1000), true, false, .null, "x\né😀"], "b": [:],
        ]
        #expect(value == expected)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "01", "+1", "1.", ".5", "nul", "\"a", "{\"a\" 1}", "[1 2]", "1 2", "\"\\x\"",
        "-",
        "\"a\nb\"", "{a:1}", "1e999",
    ])
    func whatIsNoValue(text: String) {
        #expect(read(text) == nil)
    }

    @Test func toleranceOfCommasAndLineBreaks() {
        #expect(read("{\"a\":[1,2,],}", .tolerant) == ["a": [1, 2]])
        #expect(read("\"a\nb\"", .tolerant) == "a\nb")
        #expect(read("[,]", .tolerant) == nil)
    }

    @Test func loneSurrogatesAndBytesThatAreNoText() {
        #expect(read(#""\ud800""#) == "\u{FFFD}")
        #expect(read(#""\udc00x""#) == "\u{FFFD}x")
        #expect(read(#""\ud800A""#) == "\u{FFFD}A")
        #expect(JSONReader.value(of: [0x22, 0xFF, 0x22]) == "\u{FFFD}")
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(read(deep) == nil)
        let fair = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
        #expect(read(fair) != nil)
    }

    @Test func whatIsWrittenIsReadBackAndFoundationReadsItToo() throws {
        var generator = SeededGenerator(seed: 7)
        let alphabet = [
            "a", "\"", "\\", "\n", "\u{0}", "\u{1F}", "é", "漢", "😀", "\u{202E}", "\u{2028}", "\u{7F}", "<", "/",
        ]
        for _ in 0..<500 {
            let string = (0..<Int.random(in: 0..<20, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }.joined()
            let value: JSON = [string: [.string(string), .integer(Int.random(in: -9...9, using: &generator))]]
            #expect(JSONReader.value(of: value.bytes) == value)
            let foundation = try JSONSerialization.jsonObject(with: Data(value.bytes)) as? [String: [Any]]
            #expect(foundation?[string]?.first as? String == string)
            #expect(value.bytes.allSatisfy { $0 >= 0x20 })
        }
    }

    // MARK: - What models write

    @Test func objectsBehindProseFencesAndThought() {
        let object: JSON = ["a": 1]
        for text in [
            #"{"a": 1}"#, #"Sure: {"a": 1}. Bye"#, "```json\n{\"a\": 1,}\n```", #"<think>{"a": 2}</think>{"a":1}"#,
            #"it's {"a": 1}"#, #"{"a": 2} no, {"a": 1}"#, #"thought {"a": 3}</think>{"a": 1}"#, #"{ oops {"a": 1}"#,
            #"5" tall {"a": 1}"#,
        ] {
            #expect(ModelOutput.objects(in: text).last == object, "\(text)")
        }
        #expect(ModelOutput.objects(in: #"<think>{"a": 1}"#).isEmpty)
        #expect(ModelOutput.objects(in: #"{"a": 1"#).isEmpty)
        #expect(ModelOutput.objects(in: #"{"a": "}{"}"#) == [["a": "}{"]])
    }

    @Test func hostileBracesEndSoon() {
        #expect(ModelOutput.objects(in: String(repeating: "{", count: 20_000)).isEmpty)
        #expect(ModelOutput.objects(in: String(repeating: "{\"", count: 20_000)).isEmpty)
    }
}
