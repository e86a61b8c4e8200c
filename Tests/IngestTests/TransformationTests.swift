import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Transformations")
struct TransformationTests {
    @Test(arguments: [
        ("a; b ;c", ["a", "b", "c"]), ("a", ["a"]), ("a;;b;", ["a", "b"]), ("a, b; c, d", ["a, b", "c, d"]),
        ("a|b", ["a", "b"]), ("x, y", ["x", "y"]), ("[\"a\", 'b;c']", ["a", "b;c"]), ("[]", []),
        ("[a, b]", ["a", "b"]),
        ("[not closed", ["[not closed"]),
    ])
    func splitting(value: String, expected: [String]) {
        #expect(ListSplitting(separators: [";", "|", ","]).values(of: value) == expected)
    }

    @Test func splittingTakesOne() {
        #expect(ListSplitting(separators: [","], take: .first).values(of: "eng,spa") == ["eng"])
        #expect(ListSplitting(separators: [","], take: .last).values(of: "eng,spa") == ["spa"])
    }

    @Test(arguments: [
        (#"["a"]"#, ["a"]), (#"["a\"b", "c\\d", "é\n"]"#, ["a\"b", "c\\d", "é\n"]),
        (#"['it\'s', "it's"]"#, ["it's", "it's"]),
        (#"["\ud83d\ude00"]"#, ["😀"]), ("[1, 2]", ["1", "2"]), ("[None, null, 'x']", ["x"]), ("[ ]", []),
        ("['a', ]", ["a"]),
    ])
    func bracketedLists(text: String, expected: [String]) {
        #expect(BracketedList.elements(of: text) == expected)
    }

    @Test(arguments: ["", "[", "a", "[\"a\" \"b\"]", "[\"a]", #"["\ud83d"]"#, #"["\u12"]"#, "{\"a\": 1}"])
    func whatIsNoBracketedList(text: String) {
        #expect(BracketedList.elements(of: text) == nil)
    }

    @Test(arguments: [("indic-hi", "hi"), ("nigercongo-sw", "sw"), ("hi", "hi"), ("indic-", ""), ("x.json", "x")])
    func stripping(value: String, expected: String) {
        let strip = AffixStripping(prefixes: ["indic-", "nigercongo-"], suffixes: [".json"])
        #expect(strip.values(of: value) == [expected])
    }

    @Test(arguments: [
        ("2019-04-25T12:00:00Z", "2019", "2019-04"), ("2019", "2019", nil), ("201", nil, nil), ("April 2019", nil, nil),
        (" 2019-04", "2019", "2019-04"), ("", nil, nil), ("2019/04", "2019", nil), ("٢٠١٩", nil, nil),
    ])
    func dates(value: String, year: String?, month: String?) {
        #expect(DatePart.year.values(of: value).first == year)
        #expect(DatePart.month.values(of: value).first == month)
    }

    @Test func translation() {
        let translation = ValueTranslation(table: ["a": "A"])
        #expect(translation.values(of: "a") == ["A"] && translation.values(of: "b") == ["b"])
    }

    @Test(
        arguments: [
            ("Korea, Republic of", ["Korea, Republic of"]),
            ("Iran, Islamic Republic of", ["Iran, Islamic Republic of"]),
            ("Paris, France", ["Paris, France"]), ("India, Nepal", ["India", "Nepal"]),
            ("India,Middle-earth", ["India,Middle-earth"]), ("USA; United States", ["USA", "United States"]),
            ("Korea, Republic of; Japan", ["Korea, Republic of", "Japan"]), ("Kenya", ["Kenya"]),
        ] as [(String, [String])])
    func aCommaDoesNotSplitOnePlace(value: String, expected: [String]) throws {
        let splitting = ListSplitting(separators: [";", "|", ","], whole: .place)
        let prepared = try splitting.prepared(with: MappingResources(folders: []))
        #expect(prepared.values(of: value) == expected)
    }

    @Test(
        arguments: [
            ("https://user:pass@Example.CO.UK:8080/a?b#c", "example.co.uk", "uk", "United Kingdom"),
            ("forums.appleinsider.com", "forums.appleinsider.com", "com", nil),
            ("www.zooantwerpen.be", "www.zooantwerpen.be", "be", "Belgium"),
            ("209.105.242.143:7337", "209.105.242.143", "143", nil), ("a.de?x=@y.fr", "a.de", "de", "Germany"),
            ("s2", "s2", "s2", nil), ("x.na", "x.na", "na", "Namibia"),
            ("", nil, nil, nil), ("https:///path", nil, nil, nil), ("example.com.", "example.com.", nil, nil),
            ("a_b.com.mo", "a_b.com.mo", "mo", "Macao"),
        ] as [(String, String?, String?, String?)])
    func hosts(value: String, name: String?, domain: String?, country: String?) throws {
        func part(_ part: HostPart) throws -> String? {
            let chain = try TransformationChain([part], missing: [], resources: MappingResources(folders: []))
            return chain.values(of: value).first
        }
        #expect(try part(.name) == name)
        #expect(try part(.tld) == domain)
        #expect(try part(.country) == country)
    }

    @Test func emptyAndMissingValuesFallOutAfterEachStep() throws {
        let chain = try TransformationChain(
            [ListSplitting(separators: [","]), ValueTranslation(table: ["none": "N/A", "gone": " "])],
            missing: ["N/A", "unknown"], resources: MappingResources(folders: []))
        #expect(chain.values(of: "a,none,unknown, b ,gone") == ["a", "b"])
        #expect(chain.values(of: " unknown ").isEmpty && chain.values(of: "  ").isEmpty)
        #expect(chain.values(of: "Unknown") == ["Unknown"])
    }
}

@Suite("Look-ups")
struct LookUpTests {
    private func table(_ content: String, name: String, _ rule: String) throws -> (String) throws -> [String] {
        let folder = try TemporaryFolder()
        try folder.write(content, to: name)
        let profile = try ProfileLoader.decode(
            yaml: "name: x\ninputs:\n  - files: a\n    source: {path: a, lookup: \(rule)}", file: "p.yaml")
        guard case .tag(let field) = profile.inputs[0].columns[0].content else { return { _ in [] } }
        let chain = try TransformationChain(
            field.steps, missing: [], resources: MappingResources(folders: ["/nowhere", folder.path]))
        return { chain.values(of: $0) }
    }

    private let groups = #"{"Italy": ["Pisa", "Rome"], "Spain": ["Madrid", "Pisa"], "Empty": []}"#

    @Test(arguments: [("all", ["Italy", "Spain"]), ("first", ["Italy"]), ("last", ["Spain"])])
    func membersOfSeveralGroups(which: String, expected: [String]) throws {
        let look = try table(groups, name: "g.json", "{file: g.json, groups: \(which)}")
        #expect(try look("Pisa") == expected)
        #expect(try look("Rome") == ["Italy"])
    }

    @Test func unmappedValues() throws {
        #expect(try table(groups, name: "g.json", "{file: g.json}")("Oslo").isEmpty)
        #expect(try table(groups, name: "g.json", "{file: g.json, unmapped: keep}")("Oslo") == ["Oslo"])
        #expect(try table(groups, name: "g.json", "{file: g.json, otherwise: elsewhere}")("Oslo") == ["elsewhere"])
    }

    @Test func folding() throws {
        #expect(try table(groups, name: "g.json", "{file: g.json}")("rome").isEmpty)
        #expect(try table(groups, name: "g.json", "{file: g.json, match: folded}")("ROME ") == ["Italy"])
    }

    @Test func columnsOfACSVFile() throws {
        let look = try table(
            "city,country,note\nRome,Italy,x\n\"Pisa\",\"Italy\",\n", name: "g.csv",
            "{file: g.csv, key: city, value: country}")
        #expect(try look("Pisa") == ["Italy"])
    }

    @Test func filesThatCannotBeUsed() {
        #expect(throws: ProfileError.lookUpNotFound("h.json", searched: ["/nowhere"])) {
            _ = try MappingResources(folders: ["/nowhere"]).table(for: Self.rule("h.json"))
        }
        for content in ["", "[1, 2]", "{\"a\": [", "{}"] {
            #expect {
                try table(content, name: "g.json", "{file: g.json}")
            } throws: { error in
                guard case ProfileError.lookUpUnreadable = error else { return false }
                return true
            }
        }
        #expect(throws: ProfileError.self) { try table("a,b\n1,2\n", name: "g.csv", "{file: g.csv, key: x, value: b}") }
    }

    private static func rule(_ file: String) throws -> LookUpRule {
        let profile = try ProfileLoader.decode(
            yaml: "name: x\ninputs:\n  - files: a\n    source: {path: a, lookup: {file: \(file)}}", file: "p.yaml")
        guard case .tag(let field) = profile.inputs[0].columns[0].content, let rule = field.steps.first as? LookUpRule
        else { throw ProfileError.notUTF8(file: file) }
        return rule
    }
}
