import Testing

@testable import Export

@Suite struct MarkerTemplateTests {
    private func parts(_ template: String) throws -> [MarkerTemplate.Part] {
        try MarkerTemplate(parsing: template).parts
    }

    @Test func elementsAroundAColumnAreItsMarker() throws {
        #expect(
            try parts("<language>{language}</language><culture kind='x'>{culture}</culture>\\n{text}!") == [
                .marker([.literal("<language>"), .column("language"), .literal("</language>")]),
                .marker([.literal("<culture kind='x'>"), .column("culture"), .literal("</culture>")]),
                .literal("\n"), .text, .literal("!"),
            ])
        #expect(
            try parts("a <b>{c}</b> d") == [
                .literal("a "), .marker([.literal("<b>"), .column("c"), .literal("</b>")]), .literal(" d"),
            ])
        // Not around it alone.
        #expect(try parts("<b>x{c}</b>") == [.literal("<b>x"), .marker([.column("c")]), .literal("</b>")])
        #expect(try parts("<b>{c}</d>") == [.literal("<b>"), .marker([.column("c")]), .literal("</d>")])
    }

    @Test func groupsAndEscapes() throws {
        #expect(
            try parts("[<|place|>{ places }/{language}<|end|>]{{x}} [[y]]\\t\\\\{text}") == [
                .marker([
                    .literal("<|place|>"), .column("places"), .literal("/"), .column("language"), .literal("<|end|>"),
                ]),
                .literal("{x} [y]\t\\"), .text,
            ])
        let template = try MarkerTemplate(parsing: "[{a}{b}] {c}")
        #expect(template.markers == [["a", "b"], ["c"]] && !template.hasText)
    }

    @Test(
        arguments: [
            ("{culture", .unclosed("{"), 0), ("x [{a}", .unclosed("["), 2), ("a}", .unopened("}"), 1),
            ("]", .unopened("]"), 0),
            ("a{}", .emptyName, 1), ("[{a}[{b}]]", .nested, 4), ("{a}[b]", .groupWithoutColumn, 3),
            ("[{a}{text}]", .textInGroup, 4), ("{a}{text}{text}", .textTwice, 15), ("\\x{a}", .unknownEscape("x"), 0),
            ("nothing", .noMarkers, 7), ("[{a}}]", .unopened("}"), 4),
        ] as [(String, MarkerProblem, Int)])
    func problems(template: String, problem: MarkerProblem, offset: Int) {
        #expect {
            try MarkerTemplate(parsing: template)
        } throws: { error in
            guard case ExportError.markers(let found, _, let place) = error else { return false }
            return found == problem && place == offset
        }
    }
}
