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
        .init(path: ["checked"], kind: .boolean, type: "boolean"),
        .init(path: ["toxicity"], kind: .single, type: "float"),
        .init(path: ["price"], kind: .decimal, type: "decimal(10,2)"),
        .init(path: ["count"], kind: .decimal, type: "decimal(18,0)"),
        .init(path: ["time"], kind: .other, type: "interval"),
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

    /// They were values of the numbers.
    @Test func wordsThatMeanNoValueAreNumbersOfTheField() throws {
        let fields = try Self.fields(
            """
            missing: ["-1", "NA", "99.0", "1e-07", "0.1", "1.50", "true"]
            text: {path: text, missing: none}
            measures:
              year: {path: year, missing: ["99"]}
              real: {path: year, type: real}
              score: {path: score, type: real}
              toxicity: {path: toxicity, type: real}
              price: {path: price, type: real}
              count: count
              checked: checked
            """)
        #expect(fields["year"]??.missing == ["-1", "99"])
        #expect(fields["real"]??.missing == ["-1"])
        #expect(fields["score"]??.missing == ["99.0E0", "1e-07", "0.1E0"])
        #expect(fields["toxicity"]??.missing == ["99.0E0", "1e-07", "0.1E0"])
        #expect(fields["price"] == OutsideField(path: ["price"], form: .real, missing: ["1.5E0"]))
        #expect(fields["count"] == OutsideField(path: ["count"], form: .integer, missing: ["-1.0E0"]))
        #expect(fields["checked"]??.missing == ["1"])
        #expect(fields["text"]??.missing == ["", "-1", "NA", "99.0", "1e-07", "0.1", "1.50", "true", "none"])
    }

    /// The lessons of a field of `true` and `false` were refused by the column of numbers of the same field.
    @Test func lessonsHaveNoNumbers() throws {
        let mapping = try Self.mapping("tags: {checked: checked}\nmeasures: {isChecked: checked}")
        #expect(mapping.fields.map(\.column) == ["checked", "isChecked", "dataset"])
        for case .measure(let rule) in mapping.profile.inputs[0].columns.map(\.content) {
            #expect(rule.expression.paths.isEmpty)
        }
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
        #expect(try Self.reason("measures: {n: price}") == .notANumber(["price"], type: "decimal(10,2)"))
        #expect(try Self.reason("tags: {time: time}") == .unknownType(["time"], type: "interval"))
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
