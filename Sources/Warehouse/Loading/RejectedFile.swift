import Foundation
import SQLite

/// A file with rejected rows, and the records that these rows belong to.
public struct RejectedFile: Sendable {
    /// The path as it was given; a byte that is not UTF-8 is written as `\xE9`.
    public let path: String
    public let dataset: String
    /// Nil if it was a stream.
    public let byteCount: Int64?
    /// Nil if its load did not come to its end.
    public let contentHash: String?
    /// The call that loaded it, as it was typed, without the name of the program.
    public let arguments: [String]
    /// How many rejects a record has, by its number in the file; several where rows are made from a record.
    public fileprivate(set) var rejects: [Int64: Int64] = [:]
    /// Rejects whose record number is not known.
    public fileprivate(set) var withoutPlace: Int64 = 0

    /// All rejects.
    public var rejectCount: Int64 { rejects.values.reduce(withoutPlace, +) }
}

extension Store {
    /// The files with rejected rows, in the order in which they were loaded. A file that was read by several inputs of
    /// a profile counts once.
    ///
    /// - Parameter codes: only rejects with one of these words; all if it is empty.
    /// - Throws: `SQLError`.
    /// - Complexity: memory holds some 32 bytes for each rejected record.
    public func rejectedFiles(codes: [String] = []) throws -> [RejectedFile] {
        var files: [RejectedFile] = []
        var places: [[String?]: Int] = [:]
        var placeOfFile: [Int64: Int] = [:]
        for row in try connection.rows(
            """
            select file.id, path, dataset, byte_count, iif(finished = 1, content_sha256, null), arguments
            from file join load on load.id = load_id where rows_rejected > 0 order by file.id
            """)
        {
            guard let id = row[0].integer, let path = row[1].text else { continue }
            let key = [path, row[4].text]
            if places[key] == nil {
                places[key] = files.count
                let arguments = try? JSONDecoder().decode([String].self, from: Data((row[5].text ?? "").utf8))
                files.append(
                    RejectedFile(
                        path: path, dataset: row[2].text ?? "", byteCount: row[3].integer, contentHash: row[4].text,
                        arguments: arguments ?? []))
            }
            placeOfFile[id] = places[key]
        }
        let words = codes.map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ", ")
        let condition = codes.isEmpty ? "" : "where code in (\(words))"
        for row in try connection.rows("select file_id, row, count(*) from reject \(condition) group by 1, 2") {
            guard let place = row[0].integer.flatMap({ placeOfFile[$0] }), let count = row[2].integer else { continue }
            if let record = row[1].integer {
                files[place].rejects[record, default: 0] += count
            } else {
                files[place].withoutPlace += count
            }
        }
        return files.filter { $0.rejectCount > 0 }
    }
}
