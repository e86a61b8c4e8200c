import Foundation
import Testing

/// `cultivar index text` as a person uses it.
@Suite struct IndexTests {
    @Test func anIndexChangesNoAnswer() throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            let question = "select source, sum(n) as n from samples where text like '%a%' group by source"
            let expected = try program.run("query", question, "--format", "csv")
            #expect(expected.code == 0 && expected.errors.isEmpty)
            expect(try program.run("index", "text", "--list"), output: "no text is indexed\n")
            let made = try program.run("index", "text")
            #expect(made.code == 0 && made.errors.isEmpty)
            #expect(made.output.contains(#/^text: \d+ of \d+ row groups indexed, \d+ terms, /#), "\(made.output)")
            #expect(try program.run("index", "text", "--list").output == made.output)
            #expect(try program.run("query", question, "--format", "csv").output == expected.output)
            let check = try program.run("check")
            #expect(check.code == 0 && check.output.contains("pages of text indexes, 0 problems"), "\(check.output)")
            #expect(try program.run("info").output.contains("Text indexes"))
            #expect(try program.run("index", "text", "--quiet").output.isEmpty)
            expect(try program.run("index", "text", "--drop"), output: "no text is indexed\n")
            #expect(try program.run("query", question, "--format", "csv").output == expected.output)
        }
    }

    @Test func whatCannotBeIndexedIsTold() throws {
        try Program.inFreshFolder { program in
            #expect(try program.run("index", "text").errors.hasPrefix("cultivar: there is no store at"))
            _ = try program.loadSmallFiles()
            let result = try program.run("index", "text", "--column", "source")
            #expect(result.code == 1)
            #expect(result.errors == "cultivar: there is no text column source to index: the text columns are text\n")
            #expect(try program.run("index", "text", "--drop", "--list").code == 2)
        }
    }
}
