import Foundation

/// The folders that tests read from, found from this file's own place.
enum PackageRoot {
    static let url = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Data kept beside the package, not in it: tests that need it are skipped where it is absent.
    static let sharedData = url.deletingLastPathComponent().appending(path: "shared/data")
}
