import TestSupport
import Testing

@testable import Readers

@Suite struct FieldPathTests {
    @Test(arguments: [
        ("a", FieldPath.Origin.row, [FieldPath.Step.key("a")]),
        ("a.b", .row, [.key("a"), .key("b")]),
        ("Licenses[].License", .row, [.key("Licenses"), .elements, .key("License")]),
        ("a[][]", .row, [.key("a"), .elements, .elements]),
        ("a{}", .row, [.key("a"), .keys]),
        ("Text Sources", .row, [.key("Text Sources")]),
        ("\"#\"", .row, [.key("#")]),
        ("#", .row, [.key("#")]),
        ("\"Dialect/accent (if known)\"", .row, [.key("Dialect/accent (if known)")]),
        ("\"a.b\".\"c[]\"", .row, [.key("a.b"), .key("c[]")]),
        ("\"say \"\"hi\"\"\"", .row, [.key("say \"hi\"")]),
        ("\"\"", .row, [.key("")]),
        ("\" a \"", .row, [.key(" a ")]),
        ("^uid", .record, [.key("uid")]),
        ("^", .record, []),
        ("^a[].b{}", .record, [.key("a"), .elements, .key("b"), .keys]),
        ("@id", .id, []), ("@key", .key, []), ("@index", .index, []), ("@depth", .depth, []),
        ("@element", .element, []), ("@element[]", .element, [.elements]),
        ("@value.sub.path", .value, [.key("sub"), .key("path")]),
        ("@value{}", .value, [.keys]),
        ("日本.é", .row, [.key("日本"), .key("é")]),
    ])
    func parses(_ text: String, _ origin: FieldPath.Origin, _ steps: [FieldPath.Step]) throws {
        let path = try FieldPath(parsing: text)
        #expect(path.origin == origin)
        #expect(path.steps == steps)
    }

    @Test(arguments: [
        ("", 0), (".a", 0), ("a.", 2), ("a..b", 2), ("a[", 1), ("a[0]", 1), ("a{}.b", 3), ("a{}[]", 3), (" a", 2),
        ("a ", 2),
        ("a. b", 4), ("a^b", 1), ("a@b", 1), ("\"a", 2), ("\"a\"b", 3), ("@nothing", 0), ("@id.a", 3), ("@key[]", 4),
        ("[]", 0),
        ("^^a", 1), ("^.a", 1),
    ])
    func refuses(_ text: String, _ offset: Int) {
        #expect {
            try FieldPath(parsing: text)
        } throws: { error in
            guard case .badPath(let path, let at, _)? = error as? ReadError else { return false }
            return path == text && at == offset
        }
    }

    @Test func descriptionIsReadBack() throws {
        var generator = SeededGenerator(seed: 1)
        let alphabet = Array("ab.[]{}^@\"' \té\n#")
        for _ in 0..<2_000 {
            var steps: [FieldPath.Step] = []
            for position in 0..<Int.random(in: 1..<4, using: &generator) {
                let count = Int.random(in: 0..<4, using: &generator)
                steps.append(.key(String((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "a" })))
                if generator.chance(1, in: 3) { steps.append(.elements) }
                if position == 2 && generator.chance(1, in: 3) { steps.append(.keys) }
            }
            let origin = [FieldPath.Origin.row, .record, .value, .element].randomElement(using: &generator) ?? .row
            let path = FieldPath(origin: origin, steps: steps)
            #expect(try FieldPath(parsing: path.description) == path, "\(path.description)")
        }
    }
}
