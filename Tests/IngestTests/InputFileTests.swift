import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Input files")
struct InputFileTests {
    /// Regression: Foundation's enumerator does not follow a link, so such a folder silently loaded nothing.
    @Test func aLinkedFolderIsReadAsTheFolder() throws {
        let folder = try TemporaryFolder()
        try folder.write("{}", to: "data/a.jsonl")
        try folder.write("{}", to: "data/deep/b.jsonl")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link"), withDestinationPath: folder.path("data"))
        let files = try InputFile.files(for: [folder.path("link")])
        #expect(files.map(\.path) == [folder.path("link/a.jsonl"), folder.path("link/deep/b.jsonl")])
    }
}
