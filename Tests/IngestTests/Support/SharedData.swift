import Foundation

/// The real data sets that the tests read, where they are at hand.
enum SharedData {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared/data").standardizedFileURL.path

    static var isPresent: Bool { FileManager.default.fileExists(atPath: folder) }

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// The part of expected.json under some keys.
    static func expected(_ keys: String...) throws -> Any {
        let data = try Data(contentsOf: URL(fileURLWithPath: path("expected.json")))
        var part = try JSONSerialization.jsonObject(with: data)
        for key in keys {
            guard let object = part as? [String: Any], let next = object[key] else { throw Missing(key: key) }
            part = next
        }
        return part
    }

    static func expectedCounts(_ keys: String...) throws -> [String: Int] {
        var part = try expected()
        for key in keys {
            guard let object = part as? [String: Any], let next = object[key] else { throw Missing(key: key) }
            part = next
        }
        return part as? [String: Int] ?? [:]
    }

    struct Missing: Error { var key: String }
}
