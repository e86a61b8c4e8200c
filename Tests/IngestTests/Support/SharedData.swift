import Foundation
import TestSupport
import Testing

/// The real data sets that lie beside the package, in `../shared/data`; tests that need them are skipped where they are
/// absent.
enum SharedData {
    static let folder = PackageRoot.sharedData
    static let isPresent = FileManager.default.fileExists(atPath: folder.appending(path: "expected.json").path)
    static let missing: Comment = "../shared/data is not there: nothing to compare with"

    static func path(_ name: String) -> String { folder.appending(path: name).standardizedFileURL.path }

    static func data(_ path: String) throws -> Data { try Data(contentsOf: folder.appending(path: path)) }

    static func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }

    static func json(_ path: String) throws -> Any { try JSONSerialization.jsonObject(with: try data(path)) }

    /// What `expected.json` says at a path of keys.
    static func expected<Value>(_ keys: String..., as type: Value.Type) throws -> Value {
        var value = try json("expected.json")
        for key in keys { value = try #require((value as? [String: Any])?[key]) }
        return try #require(value as? Value)
    }

    /// What `expected.json` says of counts at a path of keys.
    static func expectedCounts(_ keys: String...) throws -> [String: Int] {
        var value = try json("expected.json")
        for key in keys { value = try #require((value as? [String: Any])?[key]) }
        return try #require(value as? [String: Int])
    }

    /// The records of a CSV file with quoted fields, by column name.
    static func csv(_ path: String) throws -> [[String: String]] {
        var records = CSVRecords.records(of: try text(path))
        let header = records.removeFirst()
        return records.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
    }
}

/// A plain reader of RFC 4180, for tests.
enum CSVRecords {
    static func records(of text: String) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field = ""
        var quoted = false
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            switch scalar {
            case "\"" where quoted && next == "\"":
                field.unicodeScalars.append("\"")
                next = scalars.next()
            case "\"": quoted.toggle()
            case ",", "\n":
                if quoted {
                    field.unicodeScalars.append(scalar)
                } else {
                    record.append(field)
                    field = ""
                    if scalar == "\n" {
                        records.append(record)
                        record = []
                    }
                }
            case "\r" where !quoted: break
            default: field.unicodeScalars.append(scalar)
            }
        }
        if !field.isEmpty || !record.isEmpty { records.append(record + [field]) }
        return records
    }
}
