import Foundation
import SQLite
import TestSupport
import Testing

@testable import Functions
@testable import Warehouse

@Suite struct ScalarFunctionTests {
    private let connection: Connection

    init() throws { connection = try Store.create(at: temporaryPath()).connection }

    private func expect(_ expression: String, _ value: SQLValue, _ location: SourceLocation = #_sourceLocation) {
        let found = Result { try connection.value("select \(expression)") }
        guard case .success(let found) = found else {
            Issue.record("\(expression): \(found)", sourceLocation: location)
            return
        }
        #expect(found == value, "\(expression)", sourceLocation: location)
    }

    private func message(_ expression: String) -> String? {
        do {
            _ = try connection.value("select \(expression)")
            return nil
        } catch {
            return (error as? SQLError)?.message
        }
    }

    @Test func texts() {
        expect("split_part('a,b,c', ',', 1)", "a")
        expect("split_part('a,b,c', ',', -1)", "c")
        expect("split_part('a,b,c', ',', -3)", "a")
        expect("split_part('a,b,c', ',', -4)", "")
        expect("split_part('a,b,c', ',', 0)", "")
        expect("split_part('a,b,c', ',', 4)", "")
        expect("split_part('a,b,', ',', 3)", "")
        expect("split_part('aXXbXX', 'XX', 2)", "b")
        expect("split_part('aé', '', 2)", "é")
        expect("split_part('', ',', 1)", "")
        expect("split_part('', '', 1)", "")
        expect("split_part(null, ',', 1)", nil)
        expect("split_part('a', ',', -9223372036854775807 - 1)", "")
        expect("contains('abc', 'b') || contains('abc', '') || contains('abc', 'B')", "110")
        expect("contains(null, 'a')", nil)
        expect("starts_with('abc', 'ab') || starts_with('abc', 'bc') || prefix('a', '')", "101")
        expect("ends_with('abc', 'bc') || ends_with('c', 'bc') || suffix('abc', 'c')", "101")
        expect("concat('a', null, 1, 2.5)", "a12.5")
        expect("concat()", "")
        expect("concat_ws('-', null, 'a', null, 'b')", "a-b")
        expect("concat_ws(null, 'a')", nil)
        expect("\"left\"('héllo', 2) || \"left\"('hello', -2) || \"left\"('a', 9)", "héhela")
        expect("\"right\"('héllo', 4) || \"right\"('hello', -2) || \"right\"('a', 9)", "éllolloa")
        expect("greatest(1, null, 3.5) || least('a', 2, null)", "3.52")
        expect("greatest(null, null)", nil)
        expect("if(1, 'a', 'b') || if(0, 'a', 'b')", "ab")
        expect("if(null, 'a')", nil)
        #expect(message("greatest()") == "greatest(a, b, …): it needs at least 1 argument")
    }

    @Test func lists() {
        expect("list_contains('[\"a\", \"K\\u00e9\"]', 'Ké')", 1)
        expect("list_contains('[\"a\"]', 'A')", 0)
        expect("list_contains('[1, 2.0, \"3\"]', 2) || list_contains('[1]', '1') || list_contains('[\"3\"]', 3)", "100")
        expect("list_contains('[null]', null)", nil)
        expect("list_contains(null, 1)", nil)
        expect("list_contains('[true]', 1)", 1)
        expect("list_position('[\"a\",\"b\",\"b\"]', 'b')", 2)
        expect("list_length('[1,null,[2,3],{\"a\":\"]\"}]') || list_count('[1,null]') || array_length(' [ ] ')", "410")
        expect("list_extract('[1,\"é\\ud83d\\ude00\",[2]]', 2)", "é😀")
        expect("list_extract('[1,\"a\",[2, 3]]', -1)", "[2, 3]")
        expect("list_extract('[1]', 0)", nil)
        expect("list_has_any('[1,2]', '[2.0]') || list_has_all('[1,2]', '[2,3]')", "10")
        expect("list_contains(json_group_array(column1), 'b') from (values ('a'), ('b'))", 1)
        for text in ["", "a", "[1", "[1,]", "[,]", "{\"a\":1}", "1", "[1] 2", "[\"a]", "[nul]", "[01x]", "[\"\\x\"]"] {
            #expect(
                message("list_contains('\(text)', 1)")
                    == "list_contains(list, value): list must be a JSON array such as [\"a\", \"b\"], not '\(text)'",
                "\(text)")
        }
        // No stack is used for what is nested.
        expect(
            "list_length('[' || replace(hex(zeroblob(100000)), '00', '[') || replace(hex(zeroblob(100000)), '00', ']') || ']')",
            1)
    }

    @Test func expressions() {
        expect("'Peru and Chile' regexp 'C\\w+e'", 1)
        expect("'a' regexp null", nil)
        expect(
            "regexp_like('ÄB', '(?i)äb') || regexp_like('AB', 'ab', 'i') || regexp_matches('a.b', 'a.b', 'l')", "111")
        expect("regexp_full_match('abc', 'b') || regexp_full_match('abc', 'a.c')", "01")
        expect("regexp_extract('born 1987', '[0-9]+')", "1987")
        expect("regexp_extract('a=1', '(\\w)=(\\d)', 2)", "1")
        expect("regexp_extract('abc', 'x')", "")
        expect("regexp_extract('ac', 'a(b)?c', 1)", "")
        expect("regexp_extract_all('a1b22', '([a-z])\\d+', 1)", "[\"a\",\"b\"]")
        expect("regexp_count('banana', 'an')", 2)
        expect("regexp_replace('aaa', 'a', 'b') || regexp_replace('aaa', 'a', 'b', 'g')", "baabbb")
        expect("regexp_replace('abc', '(b)', '[\\1\\0\\\\]')", "a[bb\\]c")
        expect("regexp_replace('éa', 'x*', '-', 'g')", "-é-a-")
        expect("regexp_replace(null, 'a', 'b')", nil)
        #expect(
            message("'a' regexp '('")
                == "regexp(pattern, text): '(' is not a regular expression of RE2: missing ): (")
        #expect(message("regexp_like('a', '(?=b)')")?.contains("is not a regular expression of RE2") == true)
        #expect(message("regexp_like('a', '(a{1000}){1000}')")?.contains("is not a regular expression of RE2") == true)
        #expect(message("regexp_extract('a', 'a', 1)")?.hasSuffix("there is no group 1: the pattern has none") == true)
        #expect(message("regexp_replace('a', 'a', '\\x')")?.contains("a backslash must stand before") == true)
        #expect(message("regexp_like('a', 'a', 'z')")?.contains("options must be of the letters") == true)
        // Bytes that are not UTF-8.
        expect("regexp_like(cast(x'ff61fe' as text), 'a')", 1)
        expect("hex(regexp_replace(cast(x'ff61fe' as text), 'a', ''))", "FFFE")
        expect("hex(regexp_replace(cast(x'ff61fe' as text), '.', '_', 'g'))", "FF5FFE")
    }

    /// A backtracking matcher would need 2^100,000 steps for each of these.
    @Test func noPatternIsCatastrophic() {
        let text = "replace(hex(zeroblob(50000)), '0', 'a') || 'b'"
        for pattern in ["(a+)+$", "(a|a)+$", "(a|aa)+$", "(.*a){20}c", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a?){50}a{50}$"]
        {
            expect("\(text) regexp '\(pattern)'", 0)
        }
        expect("regexp_count(\(text), '(a+)+$')", 0)
        expect("contains(\(text), replace(hex(zeroblob(20000)), '0', 'a') || 'c')", 0)
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func expressionsAreThoseOfPython() throws {
        var generator = SeededGenerator(seed: 5)
        let pieces = [
            "a", "b", "[ab]", "[^a]", ".", "(a|b)", "(?:ab)", "a*", "b+?", "(a)?", "\\d", "1", "é", "^", "$", "\\bb",
        ]
        var lines: [String] = []
        var found: [[SQLValue]] = []
        for _ in 0..<500 {
            let pattern = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            let text = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                ["a", "b", "1", "é", " "][Int.random(in: 0..<5, using: &generator)]
            }.joined()
            let parts = try connection.rows(
                "select regexp_like(?1, ?2), regexp_full_match(?1, ?2), regexp_extract(?1, ?2), regexp_replace(?1, ?2, '_')",
                .text(text), .text(pattern))
            found += parts
            let json = try JSONSerialization.data(withJSONObject: [pattern, text])
            lines.append(String(decoding: json, as: UTF8.self))
        }
        let folder = try TemporaryFolder()
        try lines.joined(separator: "\n").write(toFile: folder.path("cases"), atomically: true, encoding: .utf8)
        let (output, code) = try PythonEnvironment.run(
            """
            import json, re, sys
            for line in open(sys.argv[1]):
                pattern, text = json.loads(line)
                # RE2 has \\\\d and \\\\b of ASCII; é is no letter to it.
                compiled = re.compile(pattern.replace("$", "\\\\Z"), re.ASCII)
                match = compiled.search(text)
                print(json.dumps([
                    int(match is not None), int(compiled.fullmatch(text) is not None), match[0] if match else "",
                    compiled.sub("_", text, count=1)]))
            """, [folder.path("cases")])
        try #require(code == 0, "\(output)")
        for ((line, row), pair) in zip(zip(output.split(separator: "\n"), found), lines) {
            let other = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
            let expected: [SQLValue] = other.map { value in
                (value as? String).map { .text($0) } ?? SQLValue(value as? Int)
            }
            #expect(row == expected, "\(pair)")
        }
    }

    @Test func everyFunctionIsDescribedOnce() throws {
        let text = try String(contentsOf: PackageRoot.url.appending(path: "docs/functions.md"), encoding: .utf8)
        let described = text.split(separator: "\n").filter { $0.hasPrefix("`") }.flatMap { line in
            line.matches(of: /`([a-z0-9_]+\([^`]*\))`/).map { String($0.1) }
        }.filter { !$0.hasPrefix("corr(") }
        let all = AggregateFunctions.all.map(\.description.signature) + ScalarFunctions.all.map(\.description.signature)
        #expect(Set(described) == Set(all))
        #expect(described.count == Set(described).count)
        #expect(all.count == Set(all).count)
    }
}
