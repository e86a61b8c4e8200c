import Foundation
import Testing

/// Compares a text with the golden file of that name. A missing file is written, and the run fails, so that the file is
/// reviewed before it counts.
///
/// - Parameter tests: the folder below Tests/ whose golden file it is.
public func expectGolden(
    _ text: String, tests: String, name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    let file = PackageRoot.url.appending(path: "Tests/\(tests)/Golden/\(name)")
    guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? text.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("Golden/\(name) was missing: it has been written; check it", sourceLocation: sourceLocation)
        return
    }
    #expect(text == expected, "differs from Golden/\(name)", sourceLocation: sourceLocation)
}
