import Foundation
import Testing

/// A question of `Answers/*.sql` and where `expected.json` has its answer.
struct ExpectedAnswer: Sendable, CustomTestStringConvertible {
    enum Kind: String {
        /// One number.
        case value
        /// One text per row.
        case list
        /// key, x: an object of numbers.
        case map
        /// key, key, x: an object of objects of numbers.
        case nested
        /// key, numbers…: an object of arrays of numbers.
        case rows
        /// text, number: an array of pairs, in order.
        case pairs
        /// key, x: a block of counts with its concentration and diversity.
        case distribution
    }

    var path: [String]
    var kind: Kind
    var sql: String

    var testDescription: String { path.joined(separator: " / ") }

    static let all: [ExpectedAnswer] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Answers")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "sql" }.sorted { $0.path < $1.path }.flatMap { file in
            answers(in: (try? String(contentsOf: file, encoding: .utf8)) ?? "")
        }
    }()

    private static func answers(in text: String) -> [ExpectedAnswer] {
        text.split(separator: "-- answer: ").dropFirst(text.hasPrefix("-- answer: ") ? 0 : 1).compactMap { part in
            let lines = part.split(separator: "\n", maxSplits: 1)
            guard lines.count == 2, let match = lines[0].wholeMatch(of: /(.+) \((\w+)\)/),
                let kind = Kind(rawValue: String(match.2))
            else { return nil }
            let sql = lines[1].split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: "\n")
            return ExpectedAnswer(path: match.1.split(separator: " / ").map(String.init), kind: kind, sql: sql)
        }
    }
}
