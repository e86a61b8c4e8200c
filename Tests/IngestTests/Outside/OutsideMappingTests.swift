import Facts
import Foundation
import Testing

@testable import Ingest

/// Which field of an outside table a column of a profile is made of, and what is refused.
@Suite struct OutsideMappingTests {
    private static let known: [OutsideFieldDescription] = [
        .init(path: ["source"], kind: .text, type: "string"),
        .init(path: ["places"], kind: .list, type: "array<string>"),
        .init(path: ["meta"], kind: .structure, type: "struct"),
        .init(path: ["meta", "land"], kind: .text, type: "string"),
        .init(path: ["year"], kind: .integer, type: "bigint"),
        .init(path: ["score"], kind: .real, type: "double"),
        .init(path: ["text"], kind: .text, type: "string"),
        .init(path: ["turns"], kind: .list, type: "array<struct>"),
    ]

    private static func mapping(_ columns: String) throws -> OutsideMapping {
        let lines = columns.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let profile = try ProfileLoader.decode(
            yaml: "name: p\ninputs:\n  - files: \"*\"\n\(lines)\n", file: "p.yaml")
        return try OutsideMapping(profile, input: profile.inputs[0], known: known)
    }

    private static func fields(_ columns: String) throws -> [String: OutsideField?] {
        Dictionary(uniqueKeysWithValues: try mapping(columns).fields.map { ($0.column, $0.field) })
    }

    private static func reason(_ columns: String) throws -> OutsideMappingError.Reason? {
        do {
            _ = try mapping(columns)
            return nil
        } catch OutsideMappingError.refused(_, let refusals) {
            return refusals.first?.reason
        }
    }

    @Test func formsFollowFromTheTable() throws {
        let fields = try Self.fields(
            """
            source: source
            places: places
            text: text
            tags: {land: meta.land, speaker: "turns[].role"}
            measures: {year: year, score: {path: score, type: real}, stars: {path: year, type: real}}
            """)
        #expect(fields["source"] == OutsideField(path: ["source"], form: .text))
        #expect(fields["places"] == OutsideField(path: ["places"], form: .json))
        #expect(fields["land"] == OutsideField(path: ["meta", "land"], form: .text))
        // What follows a list is found in its JSON text.
        #expect(fields["speaker"] == OutsideField(path: ["turns"], form: .json))
        #expect(fields["year"] == OutsideField(path: ["year"], form: .integer))
        #expect(fields["score"] == OutsideField(path: ["score"], form: .real))
        #expect(fields["stars"] == OutsideField(path: ["year"], form: .real))
        #expect(fields["dataset"] == .some(nil))
    }

    @Test func aConstantHasNoField() throws {
        #expect(try Self.fields("source: {constant: web}")["source"] == .some(nil))
    }

    /// Of several paths the table may have one only.
    @Test func theAlternativeThatTheTableHasIsTaken() throws {
        #expect(
            try Self.fields("source: {path: [sauce, source]}")["source"] == OutsideField(path: ["source"], form: .text))
        #expect(try Self.reason("source: {path: [source, text]}") == .severalFields)
    }

    @Test func aChoiceOfOneFieldIsLearnedFromItsValues() throws {
        let choice =
            "source: {choose: [{when: {path: year, any: [\"1999\"]}, value: old}, {when: {path: year}, value: new}], else: none}"
        #expect(try Self.fields(choice)["source"] == OutsideField(path: ["year"], form: .text))
        let two = "source: {choose: [{when: {path: year}, value: old}, {when: {path: text}, value: new}]}"
        #expect(try Self.reason(two) == .severalFields)
    }

    @Test func whatTheEngineCannotGiveIsNamed() throws {
        #expect(try Self.reason("source: {capture: \"x(.)\"}") == .fromFileName)
        #expect(try Self.reason("text: places") == .textIsList(["places"]))
        #expect(try Self.reason("measures: {n: {add: [year, year]}}") == .computedNumber)
        #expect(try Self.reason("measures: {n: {path: year, required: true}}") == .checkedNumber)
        #expect(try Self.reason("measures: {n: {path: year, range: [0, 1]}}") == .checkedNumber)
        #expect(try Self.reason("measures: {n: text}") == .notANumber(["text"], type: "string"))
        #expect(try Self.reason("measures: {n: score}") == .notANumber(["score"], type: "double"))
        guard case .noField(["sauce"], _) = try Self.reason("source: sauce") else {
            Issue.record("another reason")
            return
        }
    }

    @Test func rowsThatAreMadeOfARecordAreRefused() throws {
        #expect(throws: OutsideMappingError.rowsAreMade(profile: "p")) {
            try Self.mapping("rows: {elements: turns}\nsource: source")
        }
    }

    /// A store must not learn words of a field that it does not use.
    @Test func fieldsOfTagsAreLearnedOnce() throws {
        let mapping = try Self.mapping("source: source\ntags: {origin: source}\ntext: text\nmeasures: {year: year}")
        #expect(mapping.learnedFields == [OutsideField(path: ["source"], form: .text)])
    }
}
