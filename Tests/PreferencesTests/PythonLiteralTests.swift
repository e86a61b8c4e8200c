import Preferences
import TestSupport
import Testing

@Suite struct PythonLiteralTests {
    @Test func values() throws {
        let cases: [(String, PythonLiteral)] = [
            ("None", .none), (" True\n", .bool(true)), ("False", .bool(false)), ("12", .int(12)), ("-3", .int(-3)),
            ("+0", .int(0)), ("0.25", .float(0.25)), (".5", .float(0.5)), ("5.", .float(5)), ("1e-3", .float(0.001)),
            ("5.e2", .float(500)), ("-1.5E+2", .float(-150)), ("[]", .list([])), ("()", .list([])),
            ("{}", .dictionary([])),
            ("(1)", .int(1)), ("(1,)", .list([.int(1)])), ("(1, 2)", .list([.int(1), .int(2)])),
            ("['a', \"b\",]", .list([.string("a"), .string("b")])),
            ("u'x'", .string("x")), ("'''a\n'b'''", .string("a\n'b")), ("''", .string("")),
            (
                "{'a': [0.5, 1], 2: ()}",
                .dictionary([
                    .init(key: .string("a"), value: .list([.float(0.5), .int(1)])),
                    .init(key: .int(2), value: .list([])),
                ])
            ),
            (
                "defaultdict(<class 'list'>, {'S. Africa': [1.0]})",
                .dictionary([
                    .init(key: .string("S. Africa"), value: .list([.float(1)]))
                ])
            ),
        ]
        for (text, value) in cases { #expect(try PythonLiteral(text) == value, "\(text)") }
    }

    @Test func escapes() throws {
        let text = #"'\'\"\\\n\t\r\a\b\f\v\x41\u00e9\U0001F642\101\0\#n'"#
        let expected = "'\"\\\n\t\r\u{7}\u{8}\u{c}\u{b}Aé🙂A\0"
        // A backslash before the end of a line joins lines.
        #expect(try PythonLiteral(text.replacing("\\0\n", with: "\\0\\\n")) == .string(expected))
        #expect(try PythonLiteral("\"Don't know\"") == .string("Don't know"))
    }

    @Test func textsThatAreNoLiterals() {
        let texts = [
            "", " ", "[", "[1", "[1 2]", "[,]", "{'a'}", "{'a': }", "{'a': 1", "'a", "'a\nb'", "\"", "nan", "inf",
            "1_0",
            "0x1", "1..2", "--1", "1-2", "-", ".", "1e", "007", "[1]]", "[1],", "b'x'", "f'x'", "r'x'", "'\\q'",
            "'\\x4'",
            "'\\ud800'", "'\\N{DASH}'", "os.system('x')", "__import__('os')", "lambda: 1", "[x for x in y]", "1 + 1",
            "defaultdict(list, {})", "defaultdict(<class 'list'>, [])", "{1: 2, **a}", "...", "1j", "'a' 'b'",
            "99999999999999999999", "é", "\u{0}",
        ]
        for text in texts { #expect(throws: LiteralError.self, "\(text)") { try PythonLiteral(text) } }
    }

    @Test func theErrorNamesThePlace() {
        #expect(throws: LiteralError(.unexpected("2"), offset: 3)) { try PythonLiteral("[1 2]") }
        #expect(throws: LiteralError(.unknownName("nan"), offset: 4)) { try PythonLiteral("[1, nan]") }
        let error = #expect(throws: LiteralError.self) { try PythonLiteral("[1, nan]") }
        #expect(error?.description == "the name 'nan' is no value at byte 4")
    }

    @Test func bounds() {
        let deep = String(repeating: "[", count: 17) + String(repeating: "]", count: 17)
        #expect(throws: LiteralError.self) { try PythonLiteral(deep) }
        #expect(throws: Never.self) { try PythonLiteral(String(deep.dropFirst().dropLast())) }
        #expect(throws: LiteralError.self) { try PythonLiteral(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: LiteralError(.tooLong(bytes: 11, allowed: 10), offset: 0)) {
            try PythonLiteral("[1,2,3,4,5]", bounds: .init(bytes: 10))
        }
        #expect(throws: LiteralError.self) { try PythonLiteral("[1,2,3]", bounds: .init(values: 3)) }
        #expect(throws: Never.self) { try PythonLiteral("[1,2,3]", bounds: .init(values: 4)) }
    }

    @Test func anyBytesEndInAValueOrAnError() {
        var generator = SeededGenerator(seed: 99)
        let alphabet = Array("[](){}'\"\\,: \n0123456789.eE+-uNTFxnd<>é🙂")
        for _ in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 0...20, using: &generator)).compactMap { _ in
                    alphabet.randomElement(using: &generator)
                })
            _ = try? PythonLiteral(text)
        }
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func againstPythonItself() throws {
        // Python writes random values, and says in JSON what they are.
        let script = """
            import random, json
            random.seed(4)
            def value(depth):
                kind = random.randrange(7 if depth else 5)
                if kind == 0: return random.choice([None, True, False])
                if kind == 1: return random.randrange(-1000, 1000)
                if kind == 2: return random.random() * 10 ** random.randrange(-5, 18)
                if kind < 5: return ''.join(random.choice('ab\\'"\\\\\\n\\t\\x07é中🙂\\u2028 ') for _ in range(random.randrange(8)))
                if kind == 5: return [value(depth - 1) for _ in range(random.randrange(4))]
                return {str(i): value(depth - 1) for i in range(random.randrange(4))}
            for _ in range(400):
                made = value(3)
                print(json.dumps([repr(made), json.dumps(made, sort_keys=True)], ensure_ascii=False))
            """
        let (output, code) = try PythonEnvironment.run(script, [])
        try #require(code == 0, "\(output)")
        let lines = output.split(separator: "\n")
        #expect(lines.count == 400)
        for line in lines {
            // The line is itself a literal of two strings, and JSON differs from a literal in three names.
            guard case .list(let pair) = try PythonLiteral(String(line)), case .string(let text) = pair[0],
                case .string(let json) = pair[1]
            else {
                Issue.record("\(line)")
                continue
            }
            #expect(Self.json(try PythonLiteral(text)) == json, "\(text)")
        }
    }

    /// As `json.dumps` writes it.
    private static func json(_ literal: PythonLiteral) -> String {
        switch literal {
        case .none: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return String(number)
        case .float(let number):
            // Python writes an exponent from 1e16 on, as Swift does, with two digits at least.
            return "\(number)".replacing("e-0", with: "e-").replacing(/e-(\d)$/) { "e-0\($0.1)" }
        case .string(let text):
            let units = text.utf16.map { unit -> String in
                switch unit {
                case 34: "\\\""
                case 92: "\\\\"
                case 10: "\\n"
                case 9: "\\t"
                case 32...126: String(UnicodeScalar(UInt8(unit)))
                default:
                    "\\u" + String(repeating: "0", count: 4 - String(unit, radix: 16).count) + String(unit, radix: 16)
                }
            }
            return "\"\(units.joined())\""
        case .list(let values): return "[\(values.map(json).joined(separator: ", "))]"
        case .dictionary(let entries):
            return "{\(entries.map { "\(json($0.key)): \(json($0.value))" }.joined(separator: ", "))}"
        }
    }
}
