import Endpoint
import Testing

@testable import Tagging

@Suite struct AnswerTests {
    private let reader: AnswerReader

    init() throws { reader = AnswerReader(vocabulary: try Vocabulary.load().selecting(["culture", "places"])) }

    private func read(_ content: String, finish: String? = "stop") -> AnswerReader.Reading {
        reader.read(ChatAnswer(content: content, finishReason: finish))
    }

    /// The values as “dimension=value(status)”.
    private func tags(_ content: String) -> [String]? {
        guard case .tags(let readings) = read(content) else { return nil }
        return readings.flatMap(\.values).map { "\($0.dimension)=\($0.value ?? "-")(\($0.status.rawValue))" }
    }

    @Test func valuesExactFoldedAliasedOutsideAndMissing() {
        for (text, culture) in [
            (#""NoCulture""#, "NoCulture(valid)"), (#""no culture""#, "NoCulture(valid)"),
            (#""none""#, "NoCulture(aliased)"),
            (#""Culturish""#, "-(outside)"), ("null", "-(missing)"), (#""""#, "-(missing)"),
            (#"["NoCulture"]"#, "NoCulture(valid)"),
            (#"["NoCulture","CultureAsBias"]"#, "-(outside)"), ("3", "-(outside)"), ("[]", "-(missing)"),
            (#"{"value":"NoCulture"}"#, "-(outside)"),
        ] {
            #expect(
                tags("{\"culture\":\(text),\"places\":[]}") == ["culture=\(culture)", "places=-(valid)"], "\(text)")
        }
        #expect(tags(#"{"places":["France"]}"#) == ["culture=-(missing)", "places=France(valid)"])
    }

    @Test func listsOfPlaces() {
        for (text, places) in [
            (#"["France","Japan"]"#, ["France(valid)", "Japan(valid)"]), (#"["France","France"]"#, ["France(valid)"]),
            (#""France; Japan""#, ["France(valid)", "Japan(valid)"]), (#""none""#, ["-(valid)"]),
            (#"["France",7,null]"#, ["France(valid)", "-(outside)"]),
        ] {
            #expect(
                tags("{\"culture\":\"NoCulture\",\"places\":\(text)}")
                    == ["culture=NoCulture(valid)"] + places.map { "places=\($0)" }, "\(text)")
        }
        let many = (0..<50).map { "\"Town \($0)x\"" }.joined(separator: ",")
        #expect(tags("{\"culture\":\"none\",\"places\":[\(many)]}")?.count == 21)
    }

    @Test func theLastObjectWithTagsCounts() {
        let last = #"{"culture":"NoCulture","places":[]}"#
        let expected = ["culture=NoCulture(valid)", "places=-(valid)"]
        for text in [
            last, #"{"culture":"CultureAsBias","places":[]} Rather: "# + last, last + #" {"note": 1}"#,
            "{\"tags\": \(last)}",
            "<think>{\"culture\":\"CultureAsBias\"}</think>\n```json\n\(last)\n```", "[\(last)]", last + " }",
        ] {
            #expect(tags(text) == expected, "\(text)")
        }
    }

    @Test func answersWithoutTags() {
        #expect(read("") == .unreadable("an empty answer"))
        #expect(read("I'm sorry, but no.") == .refusal("I'm sorry, but no."))
        #expect(read(#"{"culture":"NoCul"#, finish: "length") == .cut)
        #expect(read("x", finish: "content_filter") == .refusal("the server’s content filter"))
        if case .unreadable = read(#"{"colour":"red"}"#) {} else { Issue.record("an object without tags") }
        if case .unreadable = read("NoCulture") {} else { Issue.record("a bare word") }
        var refusal = ChatAnswer(content: #"{"culture":"NoCulture","places":[]}"#)
        refusal.refusal = "no"
        #expect(reader.read(refusal) == .refusal("no"))
    }

    @Test func rawTextsAreBounded() {
        guard case .tags(let readings) = read("{\"culture\":\"\(String(repeating: "x", count: 5000))\"}") else {
            return
        }
        #expect(readings[0].values[0].raw?.count == 200)
    }
}
