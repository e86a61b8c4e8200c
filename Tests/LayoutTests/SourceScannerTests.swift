import Testing

/// What counts as a declaration, a mention and an import.
@Suite struct SourceScannerTests {
    private func names(_ text: String) -> SourceNames { SourceScanner.names(in: Array(text.utf8)) }
    private func mentions(_ text: String) -> [String] { names(text).mentioned.sorted() }

    @Test func commentsGiveNoNames() {
        #expect(mentions("// A Remark\nlet x = Real() // and Another") == ["Real"])
        #expect(mentions("/* One /* Inner */ Two */ Real()") == ["Real"])
        #expect(mentions("/// \"A quote\nReal()") == ["Real"])
    }

    @Test func stringsGiveTheirInterpolations() {
        #expect(mentions(#"let text = "Some Words" + Real.name"#) == ["Real"])
        #expect(mentions(#""A \(Real(x: (1))) and B \"C" + More"#) == ["More", "Real"])
        #expect(mentions(#""A \(Outer("B \(Inner())")) D" + More"#) == ["Inner", "More", "Outer"])
        #expect(mentions(#"("", Real)"#) == ["Real"])
        #expect(mentions("let open = \"A quote\nReal()") == ["Real"])
    }

    @Test func stringsOfSeveralLines() {
        let text = #"""
            let text = """
                A "Quoted" Word // No comment
                \(Real.name) and ""
                """
            More()
            """#
        #expect(mentions(text) == ["More", "Real"])
    }

    @Test func rawStrings() {
        #expect(mentions(##"#"A \(Not) "B" \#(Real()) C"# + More"##) == ["More", "Real"])
        #expect(mentions(##"#""# + Real"##) == ["Real"])
        #expect(mentions("#\"\"\"\nA \"\"\" \\(B)\n\\#(Real())\n\"\"\"# + More") == ["More", "Real"])
    }

    @Test func regularExpressionsAndDivisions() {
        #expect(mentions(#"text.wholeMatch(of: /"?Sep\/(.)/) + Real()"#) == ["Real"])
        #expect(mentions("let x = Half / Whole / Other") == ["Half", "Other", "Whole"])
        #expect(mentions("reduce(Start, /)\nNext()") == ["Next", "Start"])
    }

    @Test func membersAreNoMentions() {
        #expect(mentions("Outer.Inner.Deep()") == ["Outer"])
        #expect(mentions("0...Limits.most; 0..<Other.count") == ["Limits", "Other"])
    }

    @Test func declarationsAtTheTopLevel() {
        let text = """
            @main
            public final class Program {
                struct Nested {}
            }
            @Suite("Words") struct Attributed {
            }
            indirect enum Tree { case leaf }
            package protocol Shape: AnyObject {}
            actor Worker {}
            typealias Alias = Other
            private struct Hidden {}
            fileprivate typealias Short = Long
            func make<T: Shape>(_ x: T) -> Product { struct Local {}; return Product() }
            let value = Value.self
            """
        #expect(names(text).declared.sorted() == ["Alias", "Attributed", "Program", "Shape", "Tree", "Worker"])
    }

    @Test func constraintsAndConformancesAreMentions() {
        let text = """
            extension Base: Added where Element: Bound {}
            struct Box<Content: Shape> where Content.Piece == Part {}
            """
        let found = names(text)
        #expect(found.declared.sorted() == ["Box"])
        #expect(
            found.mentioned.sorted() == ["Added", "Base", "Bound", "Box", "Content", "Element", "Part", "Shape"])
    }

    @Test func importsOfEveryForm() {
        let text = """
            import Whole
            @testable import Tested
            internal import struct Partial.Type
            #if canImport(Glibc)
            import Glibc
            #endif
            let text = "import Quoted"
            // import Remarked
            """
        #expect(names(text).imported.sorted() == ["Glibc", "Partial", "Tested", "Whole"])
    }
}
