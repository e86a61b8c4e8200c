import Foundation
import Reports
import Testing
import Warehouse

@testable import Prompt

/// Lines of a test, and the prompts that were asked for.
private final class ScriptedLines: LineSource {
    let isInteractive: Bool
    private(set) var prompts: [String] = []
    private var lines: [String]

    init(_ lines: [String], isInteractive: Bool) {
        self.lines = lines
        self.isInteractive = isInteractive
    }

    func nextLine(prompt: String) -> String? {
        prompts.append(prompt)
        return lines.isEmpty ? nil : lines.removeFirst()
    }
}

@Suite struct SessionTests {
    private struct Outcome {
        var output: String
        var reported: [String]
        var prompts: [String]
        var thrown: (any Error)?
    }

    private func run(_ lines: [String], isInteractive: Bool = true) throws -> Outcome {
        let path = FileManager.default.temporaryDirectory.appending(path: "cultivar-\(UUID().uuidString).sqlite").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let source = ScriptedLines(lines, isInteractive: isInteractive)
        let sink = MemorySink()
        var reported: [String] = []
        var thrown: (any Error)?
        var session = Session(
            store: try Store.create(at: path), source: source, output: sink, format: .csv,
            report: { reported.append("\($0)") })
        do { try session.run() } catch { thrown = error }
        return Outcome(output: sink.text, reported: reported, prompts: source.prompts, thrown: thrown)
    }

    @Test func statementsAndPrompts() throws {
        let outcome = try run(["select 1 as a;", "select", "2 as b;", ""])
        #expect(outcome.output == "a\n1\nb\n2\n")
        #expect(outcome.prompts == ["cultivar> ", "cultivar> ", "     ...> ", "cultivar> ", "cultivar> "])
        #expect(outcome.thrown == nil && outcome.reported.isEmpty)
    }

    @Test func theLastSemicolonMayBeMissing() throws {
        #expect(try run(["select 1 as a; select 2 as b"], isInteractive: false).output == "a\n1\nb\n2\n")
        #expect(try run(["-- nothing"], isInteractive: false).output == "")
    }

    @Test func aPersonGoesOnAfterAnError() throws {
        let outcome = try run(["select nowhere;", ".nothing", "select 1 as a;"])
        #expect(outcome.output == "a\n1\n")
        #expect(outcome.reported.count == 2)
        #expect(outcome.reported.first?.contains("no such column: nowhere") == true, "\(outcome.reported)")
        #expect(outcome.reported.last == "there is no command .nothing: `.help` lists them")
        #expect(outcome.thrown == nil)
    }

    @Test func aScriptEndsAtTheFirstError() throws {
        let outcome = try run(["select 1 as a;", "select nowhere;", "select 2 as b;"], isInteractive: false)
        #expect(outcome.output == "a\n1\n")
        #expect(outcome.reported.isEmpty)
        #expect(outcome.thrown is SQLError)
    }

    @Test func quit() throws {
        #expect(try run([".quit", "select 1;"]).output == "")
        // Inside of a statement a dot is SQL.
        #expect(try run(["select 1", ".5 as a;"]).reported.count == 1)
    }

    @Test func help() throws {
        let output = try run([".help"]).output
        for command in DotCommand.all { #expect(output.contains("\(command.name) ")) }
    }

    @Test func tables() throws {
        let names = try run([".tables"]).output.split(separator: "\n").map(String.init)
        #expect(names.first == "samples")
        for name in ["places", "countries", "stage_order", "load", "reject"] { #expect(names.contains(name)) }
        #expect(Set(names).count == names.count)
    }
}
