import Foundation
import LocalFacts
import Testing
import Warehouse

@testable import Ingest

@Suite("Profiles")
struct ProfileTests {
    @Test func everyShippedProfileDecodes() throws {
        let profiles = try ProfileLoader.shipped()
        #expect(
            profiles.map(\.name) == [
                "alignment", "blend", "community-alignment", "culturellm-benchmark", "culturemarkers", "dpi-text",
                "mgsm", "model-answers", "prism", "rewardbench", "roots", "trl", "web-pretrain",
            ])
        for profile in profiles {
            #expect(!profile.inputs.isEmpty)
            #expect(profile.inputs.allSatisfy { !$0.columns.isEmpty })
        }
    }

    /// Ten lines of aliases of aliases took 1.8 GB.
    @Test func aliasesThatMakeMuchOfLittleAreRefused() {
        var yaml = "name: x\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            yaml += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect {
            try ProfileLoader.decode(yaml: yaml + "inputs: *a9\n", file: "p.yaml")
        } throws: { error in
            "\(error)".contains("p.yaml") && "\(error)".contains("100000 values")
        }
        for key in ["? *a9\n: x\n", "*a9 : x\n", "k: {? *a9 : x}\n", "k: {*a9 : x}\n"] {
            #expect(throws: ProfileError.self) { try ProfileLoader.decode(yaml: yaml + key, file: "p.yaml") }
        }
    }

    @Test func aDeviceIsNoProfileNorLookUpFile() throws {
        #expect { try ProfileLoader.load("/dev/zero") } throws: { "\($0)".contains("/dev/zero is not read") }
        let rule = LookUpRule(
            file: "/dev/zero", match: .exact, groups: .all, unmapped: .missing, columns: nil)
        #expect { try MappingResources(folders: []).table(for: rule) } throws: { "\($0)".contains("it is a device") }
    }

    /// The expression took a time that doubles with each letter.
    @Test func aCaptureTakesATimeLinearInThePath() throws {
        let capture = try PathCapture("(a+)+$")
        #expect(capture.value(in: "/data/" + String(repeating: "a", count: 60) + "!") == nil)
        #expect(try PathCapture("mgsm_([a-z]+)\\.tsv$").value(in: "/x/mgsm_sw.tsv") == "sw")
        #expect(throws: (any Error).self) { try PathCapture("(a)\\1") }
    }

    @Test func unknownKeysAreNamedWithLineAndNearestKey() {
        let yaml = """
            name: x
            inputs:
              - files: a.csv
                langauge: lang
            """
        #expect {
            try ProfileLoader.decode(yaml: yaml, file: "p.yaml")
        } throws: { error in
            guard case ProfileError.unknownKey("langauge", _, file: "p.yaml", line: 4) = error else { return false }
            return "\(error)".contains("p.yaml:4") && "\(error)".contains("did you mean “language”?")
        }
    }

    @Test(arguments: [
        ("titel: y\nname: x\ninputs: []", 1),
        ("name: x\ninputs:\n  - files: a\n    source: {path: a, lokup: {file: b}}", 4),
        ("name: x\ninputs:\n  - files: a\n    measures:\n      m: {multiply: [a, {ad: [b, c]}]}", 5),
        (
            "name: x\ninputs:\n  - files: a\n    stage:\n      choose:\n        - when: {path: a, an: b}\n          value: c",
            6
        ),
        ("name: x\ninputs:\n  - files: a\n    rows: {element: a}", 4),
        ("name: x\ninputs:\n  - files: a\n    format:\n      kind: csv\n      seperator: ','", 6),
    ])
    func unknownKeysAtEveryLevel(yaml: String, line: Int) {
        #expect {
            try ProfileLoader.decode(yaml: yaml, file: "p.yaml")
        } throws: { error in
            guard case ProfileError.unknownKey(_, _, file: "p.yaml", line: line) = error else { return false }
            return true
        }
    }

    @Test(arguments: [
        "name: x\ninputs:\n  - files: a\n    source: {path: a, constant: b}",
        "name: x\ninputs:\n  - files: a\n    rows: {elements: a, entries: b}",
        "name: x\ninputs:\n  - files: a\n    measures: {m: {path: a, count: b}}",
        "name: x\ninputs:\n  - files: a\n    measures: {m: {path: a, thousands: '.', decimal: '.'}}",
        "name: x\ninputs:\n  - files: a\n    source: {path: a, lookup: {file: f, unmapped: keep, otherwise: z}}",
    ])
    func keysThatExcludeEachOther(yaml: String) {
        #expect {
            try ProfileLoader.decode(yaml: yaml, file: "p.yaml")
        } throws: { error in
            guard case ProfileError.conflictingKeys = error else { return false }
            return true
        }
    }

    @Test(arguments: [
        ("name: x", 1),
        ("inputs: []", 1),
        ("name: x\ninputs:\n  - source: a", 3),
        ("name: x\ninputs:\n  - files: a\n    source: {list: ','}", 4),
        ("name: x\ninputs:\n  - files: a\n    rows: {tree: a}", 4),
        ("name: x\ninputs:\n  - files: a\n    source: {path: a, lookup: {file: f, key: k}}", 4),
    ])
    func missingKeys(yaml: String, line: Int) {
        #expect {
            try ProfileLoader.decode(yaml: yaml, file: "p.yaml")
        } throws: { error in
            guard case ProfileError.missingKey(_, file: "p.yaml", line: line) = error else { return false }
            return true
        }
    }

    @Test(arguments: [
        "name: x\ninputs:\n  - files: a\n    source: 'a['",
        "name: x\ninputs:\n  - files: a\n    source: {capture: '('}",
        "name: x\ninputs:\n  - files: a\n    format: xml",
        "name: x\ninputs:\n  - files: a\n    format: {kind: csv, separator: ü}",
        "name: x\ninputs:\n  - files: a\n    recognise: name",
        "name: x\ninputs:\n  - files: a\n    source: {path: a, host: port}",
        "name: x\ninputs:\n  - files: a\n    source: {path: a, date: week}",
        "name: x\ninputs:\n  - files: a\n    source: {path: a, list: ''}",
        "name: x\ninputs:\n  - files: a\n    source: {path: a, else: b}",
        "name: x\ninputs:\n  - files: a\n    source: {path: a, lookup: {file: f, groups: some}}",
        "name: x\ninputs:\n  - files: a\n    measures: {m: {path: a, type: float}}",
        "name: x\ninputs:\n  - files: a\n    measures: {m: {path: a, thousands: '1'}}",
        "name: x\ninputs:\n  - files: a\n    tags: {source: a}\n    source: b",
        "name: 1\ninputs: 5",
    ])
    func valuesThatCannotBeUsed(yaml: String) {
        #expect {
            try ProfileLoader.decode(yaml: yaml, file: "p.yaml")
        } throws: { error in
            guard case ProfileError.invalidValue = error else { return false }
            return true
        }
    }

    @Test(arguments: ["", "a: [", "a: b: c", "\t- x"])
    func whatIsNotYAML(yaml: String) {
        #expect {
            try ProfileLoader.decode(yaml: yaml, file: "p.yaml")
        } throws: { error in
            guard case ProfileError.notYAML = error else { return false }
            return true
        }
    }

    @Test func wordsThatYAMLTakesForBooleansStayWords() throws {
        let table = try MappedTable(
            yaml: "name: x\ninputs:\n  - files: a\n    source: {path: c, values: {no: Norway, \"on\": Ontario}}",
            text: #"{"c": "no"}"# + "\n" + #"{"c": "on"}"#)
        #expect(table.tag("source") == ["Norway", "Ontario"])
    }

    @Test func aProfileThatIsNotThereSuggestsOne() {
        #expect {
            try ProfileLoader.load("culturmarkers")
        } throws: { error in
            "\(error)".contains("Did you mean culturemarkers?") && "\(error)".contains("dpi-text")
        }
    }

    @Test func theColumnsKeepTheirOrder() throws {
        let profile = try ProfileLoader.decode(
            yaml: "name: x\ninputs:\n  - files: a\n    tags: {zebra: a, ape: b, mouse: c}\n    source: s\n    text: t",
            file: "p.yaml")
        #expect(profile.inputs[0].columns.map(\.name) == ["text", "source", "zebra", "ape", "mouse"])
    }
}

@Suite("Path patterns")
struct PathPatternTests {
    @Test(arguments: [
        ("*.csv", "/a/b.csv", true), ("*.csv", "b.csv", true), ("*.csv", "/a/b.csv.gz", false),
        ("q/*.csv", "/a/q/b.csv", true), ("q/*.csv", "/a/x/b.csv", false), ("q/*.csv", "/q/x/b.csv", false),
        ("q/**/b.csv", "/q/b.csv", true), ("q/**/b.csv", "/q/x/y/b.csv", true), ("?.txt", "/a.txt", true),
        ("?.txt", "/ab.txt", false), ("a*b*c", "/aXbYbZc", true), ("a*b*c", "/aXbYb", false), ("", "/a", false),
        ("b.csv", "./b.csv", true), ("b.csv", "/ab.csv", false), ("*", "/日本.txt", true), ("日?.txt", "日本.txt", true),
    ])
    func matches(pattern: String, path: String, expected: Bool) {
        #expect(PathPattern(pattern).matches(path) == expected)
    }

    @Test func exceptions() {
        let patterns = [PathPattern("data/*.json"), PathPattern("!data/_*")]
        #expect(patterns.matches("/x/data/a.json"))
        #expect(!patterns.matches("/x/data/_a.json"))
    }
}

@Suite("Edit distance")
struct EditDistanceTests {
    /// The definition, by recursion.
    private func reference(_ one: Substring, _ other: Substring) -> Int {
        guard let a = one.first else { return other.count }
        guard let b = other.first else { return one.count }
        if a == b { return reference(one.dropFirst(), other.dropFirst()) }
        return 1
            + min(
                reference(one.dropFirst(), other), reference(one, other.dropFirst()),
                reference(one.dropFirst(), other.dropFirst()))
    }

    @Test func agreesWithTheDefinitionOnAllShortWords() {
        var words: Set<String> = [""]
        for _ in 0..<4 { words.formUnion(words.flatMap { [$0 + "a", $0 + "b"] }) }
        for one in words {
            for other in words { #expect(NearestName.editDistance(one, other) == reference(one[...], other[...])) }
        }
    }

    @Test func nearestIsNearOrNothing() {
        #expect(NearestName.of("sorce", among: ["source", "stage"]) == "source")
        #expect(NearestName.of("banana", among: ["source", "stage"]) == nil)
    }
}
