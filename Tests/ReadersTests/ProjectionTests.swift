import TestSupport
import Testing

@testable import Readers

@Suite struct ProjectionTests {
    private static let record = """
        {"id": 7, "name": "Ana", "tags": ["x", null, "y", 3, true], "nested": {"deep": {"er": "v"}, "list": [[1, 2], {"a": 1}]},
         "licences": [{"n": "MIT", "u": "m"}, {"n": ["BSD", "ISC"]}, {}], "none": null, "empty": [], "t\\u0061b": "esc\\taped",
         "a.b": "dotted", "single": {"n": "one"}, "counts": {"p": 1, "q": {"r": 2}}}
        """

    private static func values(_ path: String, of text: String = record) throws -> [String] {
        try collect(text, [path], options: ReaderOptions(format: .jsonRecord)).rows[0][0]
    }

    @Test(arguments: [
        (#""x""#, ["x"]), (#"["x", "y"]"#, ["x", "y"]), (#"{"type": "text", "text": "x"}"#, ["x"]), ("3", ["3"]),
        (#"[{"type": "text", "text": "x"}, {"type": "image", "url": "u"}, "y"]"#, ["x", "y"]),
        (#"{"content": {"parts": ["x", {"text": null, "value": "y"}]}}"#, ["x", "y"]), ("null", []), ("{}", []),
    ])
    func theTextOfAValue(_ value: String, _ expected: [String]) throws {
        let read = try collect(
            "{\"a\": [{\"b\": \(value)}], \"c\": \(value)}", ["a[].b.@text", "c.@text", "c.type"],
            options: ReaderOptions(format: .jsonLines))
        #expect(read.rows[0].prefix(2) == [expected, expected])
        #expect(try FieldPath(parsing: "a[].b.@text").description == "a[].b.@text")
        #expect(throws: ReadError.self) { try FieldPath(parsing: "a.@text.b") }
        #expect(throws: ReadError.self) { try FieldPath(parsing: "@text") }
    }

    @Test(arguments: [
        ("id", ["7"]), ("name", ["Ana"]), ("tags", ["x", "y", "3", "true"]), ("tags[]", ["x", "y", "3", "true"]),
        ("nested.deep.er", ["v"]), ("nested.deep", ["{\"er\": \"v\"}"]), ("nested.list", ["[1, 2]", "{\"a\": 1}"]),
        ("nested.list[]", ["1", "2", "{\"a\": 1}"]), ("nested.list[][]", ["1", "2", "{\"a\": 1}"]),
        ("nested.list[].a", ["1"]),
        ("licences[].n", ["MIT", "BSD", "ISC"]), ("licences[].u", ["m"]), ("licences.n", []),
        ("licences", ["{\"n\": \"MIT\", \"u\": \"m\"}", "{\"n\": [\"BSD\", \"ISC\"]}", "{}"]),
        ("none", []), ("none[]", []), ("absent", []), ("absent.x[].y", []), ("empty", []), ("tab", ["esc\taped"]),
        ("\"a.b\"", ["dotted"]), ("single[].n", ["one"]), ("counts{}", ["p", "q"]), ("counts.q{}", ["r"]), ("id{}", []),
        ("name.x", []), ("^name", ["Ana"]), ("@element.name", ["Ana"]), ("@id", []), ("@key", []), ("@depth", ["0"]),
        ("@index", ["0"]), ("licences[]{}", ["n", "u", "n"]),
    ])
    func pathDelivers(_ path: String, _ expected: [String]) throws {
        #expect(try Self.values(path) == expected, "\(path)")
    }

    @Test func kindsAreTold() throws {
        let read = try collect(
            Self.record, ["tags", "nested.list", "name", "@index"], options: ReaderOptions(format: .jsonRecord))
        #expect(read.kinds == [[[.string, .string, .number, .boolean], [.json, .json], [.string], [.number]]])
    }

    @Test func lastOfEqualKeysWins() throws {
        let text = #"{"a": 1, "b": {"c": 1}, "a": [2, 3], "b": {"d": 2}, "\u0061": 4}"#
        #expect(try Self.values("a", of: text) == ["4"])
        #expect(try Self.values("b.c", of: text) == [])
        #expect(try Self.values("b.d", of: text) == ["2"])
        // If keys themselves are requested, each occurrence is given.
        #expect(try Self.values("^{}", of: text) == ["a", "b", "a", "b", "a"])
    }

    @Test func samePathTwiceAndPrefixesOfOthers() throws {
        let text = #"{"a": {"b": {"c": 1}}}"#
        let read = try collect(
            text, ["a.b.c", "a", "a.b", "a.b.c", "a{}"], options: ReaderOptions(format: .jsonRecord))
        #expect(read.rows == [[["1"], [#"{"b": {"c": 1}}"#], [#"{"c": 1}"#], ["1"], ["b"]]])
    }

    @Test func orderOfKeysDoesNotMatter() throws {
        var generator = SeededGenerator(seed: 5)
        let keys = (0..<12).map { "key\($0)" }
        let wanted = ["key7", "key2", "key11", "absent", "key0"]
        var lines: [String] = []
        for _ in 0..<300 {
            let some = keys.shuffled(using: &generator).prefix(Int.random(in: 0...12, using: &generator))
            lines.append("{" + some.map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",") + "}")
        }
        let read = try collect(lines.joined(separator: "\n"), wanted, options: ReaderOptions(format: .jsonLines))
        for (line, row) in zip(lines, read.rows) {
            for (key, values) in zip(wanted, row) {
                #expect(values == (line.contains("\"\(key)\"") ? [key] : []), "\(key) in \(line)")
            }
        }
    }

    @Test func agreesWithTheReferenceOnRandomPaths() throws {
        var random = RandomJSON(seed: 6)
        let paths = [
            "a", "b", "id", "text", "名", "key", "\"\"", "with space", "\"a.b\"", "a.b", "a[].b", "b[]", "b[][]",
            "text.id.a", "a{}",
            "b[].a{}", "id[].text[].a", "\"\"\"quoted\"\"\"",
        ]
        for _ in 0..<2_000 {
            let text = random.object(depth: 4, repeatsKeys: true)
            let reference = try #require(ReferenceJSON.parse(Array(text.utf8)))
            let read = try collect(text, paths, options: ReaderOptions(format: .jsonRecord))
            for (path, values) in zip(paths, read.rows[0]) {
                let expected = reference.follow(try FieldPath(parsing: path).steps[...])
                #expect(values == expected, "\(path) in \(text)")
            }
        }
    }
}

extension ReferenceJSON {
    private var texts: [String] {
        switch self {
        case .array(let elements, _): elements.flatMap(\.texts)
        case .object: FieldPath.textKeys.lazy.compactMap { self[$0] }.first { $0 != .null }?.texts ?? []
        default: delivered
        }
    }

    /// The meaning of paths, said as plainly as can be.
    func follow(_ steps: ArraySlice<FieldPath.Step>) -> [String] {
        switch steps.first {
        case nil: return delivered
        case .key(let key): return self[key]?.follow(steps.dropFirst()) ?? []
        case .keys: if case .object(let entries, _) = self { return entries.map(\.key) } else { return [] }
        case .elements:
            if case .array(let elements, _) = self { return elements.flatMap { $0.follow(steps.dropFirst()) } }
            return self == .null ? [] : follow(steps.dropFirst())
        case .text: return texts
        }
    }
}
