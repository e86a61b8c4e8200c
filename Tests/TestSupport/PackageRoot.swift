import Foundation

/// The folders that tests read from, found from this file's own place.
public enum PackageRoot {
    /// The folder of Package.swift.
    public static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Files kept beside the package, not in it: tests that need them are skipped where they are absent.
    public static let shared = url.deletingLastPathComponent().appending(path: "shared")
    public static let sharedData = shared.appending(path: "data")
}
