import Testing

@testable import Prompt

@Suite struct StatementAssemblerTests {
    /// The result after each line; nil if the statement continues.
    private func assembled(_ lines: [String]) -> [String?] {
        var assembler = StatementAssembler()
        return lines.map { assembler.add($0) }
    }

    @Test func oneLine() {
        #expect(assembled(["select 1;"]) == ["select 1;"])
        #expect(assembled(["select 1; select 2;"]) == ["select 1; select 2;"])
        #expect(assembled(["select 1; -- done"]) == ["select 1; -- done"])
    }

    @Test func manyLines() {
        #expect(assembled(["select", "1", ";"]) == [nil, nil, "select\n1\n;"])
        #expect(assembled(["select 1", "; select", "2;"]) == [nil, nil, "select 1\n; select\n2;"])
    }

    @Test func semicolonsInQuotesAndComments() {
        #expect(assembled(["select ';", "';"]) == [nil, "select ';\n';"])
        #expect(assembled(["select \";\"", ";"]) == [nil, "select \";\"\n;"])
        #expect(assembled(["select 1 -- ;", ";"]) == [nil, "select 1 -- ;\n;"])
        #expect(assembled(["select /* ;", "; */ 1;"]) == [nil, "select /* ;\n; */ 1;"])
    }

    @Test func triggersAreWhole() {
        #expect(
            assembled(["create temp trigger t after insert on x begin select 1;", "end;"]) == [
                nil, "create temp trigger t after insert on x begin select 1;\nend;",
            ])
    }

    @Test func emptiness() {
        var assembler = StatementAssembler()
        #expect(assembler.isEmpty)
        _ = assembler.add("  ")
        #expect(assembler.isEmpty)
        _ = assembler.add("select")
        #expect(!assembler.isEmpty)
        #expect(assembler.takePending() == "  \nselect")
        #expect(assembler.isEmpty)
    }

    private func pieces(_ text: String) -> [String] { StatementAssembler.pieces(of: text).map(\.text) }

    @Test func piecesOfAText() {
        #expect(pieces("select 1; select 2") == ["select 1;", "select 2"])
        #expect(pieces("select ';'; -- ;\nselect 2;") == ["select ';';", "select 2;"])
        #expect(pieces("-- nothing\n;;  ") == [])
        #expect(pieces("create temp trigger t after insert on x begin select 1; end; select 2;").count == 2)
        #expect(StatementAssembler.pieces(of: "select 1;\n\nselect 2;").map(\.linesBefore) == [0, 2])
        #expect(StatementAssembler.pieces(of: "select\n1;\nselect 2;").map(\.linesBefore) == [0, 2])
    }
}
