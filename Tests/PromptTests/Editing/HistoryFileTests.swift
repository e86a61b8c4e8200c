import Foundation
import TestSupport
import Testing

@testable import Prompt

@Suite struct HistoryFileTests {
    @Test func entriesComeBack() throws {
        let folder = try TemporaryFolder()
        let file = HistoryFile(path: folder.path("state/history"))
        #expect(file.entries() == [])
        let entries = ["select 1;", "select\n  2\n;", "a\\nb \\ c", "日本語", "tab\tand\r"]
        for entry in entries { try file.append(entry) }
        #expect(file.entries() == entries)
        // The statements of a person are nobody else's.
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func theFileDoesNotGrowForEver() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write((0..<25_000).map { "select \($0);\n" }.joined(), to: "history")
        let entries = HistoryFile(path: path).entries()
        #expect(entries.count == HistoryFile.limit && entries.last == "select 24999;")
        #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == HistoryFile.limit)
    }

    @Test func place() {
        #expect(HistoryFile.ofUser(["HOME": "/home/a"])?.path == "/home/a/.local/state/cultivar/history")
        #expect(HistoryFile.ofUser(["HOME": "/home/a", "XDG_STATE_HOME": "/s"])?.path == "/s/cultivar/history")
        #expect(
            HistoryFile.ofUser(["HOME": "/home/a", "XDG_STATE_HOME": "s"])?.path
                == "/home/a/.local/state/cultivar/history")
        #expect(HistoryFile.ofUser(["HOME": "/home/a", "CULTIVAR_HISTORY": "/h"])?.path == "/h")
        #expect(HistoryFile.ofUser(["HOME": "/home/a", "CULTIVAR_HISTORY": ""]) == nil)
        #expect(HistoryFile.ofUser([:]) == nil)
    }

    @Test func aFolderThatCannotBeMade() {
        #expect(throws: PromptError.self) { try HistoryFile(path: "/proc/none/history").append("select 1;") }
    }
}
