import Foundation
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Reports
@testable import Tabular

/// Every format that can be read back returns the values of the Big List of Naughty Strings unchanged.
@Suite struct NaughtyStringTests {
    static let strings: [String]? = {
        let file = PackageRoot.url.appending(path: "../shared/suites/naughty-strings/blns.json")
        guard let data = try? Data(contentsOf: file) else { return nil }
        return try? JSONDecoder().decode([String].self, from: data)
    }()

    static let skipped: Comment = "../shared/suites/naughty-strings is absent"

    private func rows() throws -> [[SQLValue]] {
        // Between a number and a null, so that a field that spills over is noticed.
        try #require(Self.strings).map { [.integer(1), .text($0), .null] }
    }

    @Test(.enabled(if: strings != nil, skipped)) func csv() throws {
        let rows = try rows()
        let records = CSVReference.records(of: written(.csv, columns: ["n", "text", "none"], rows: rows))
        #expect(records.count == rows.count + 1)
        for (record, row) in zip(records.dropFirst(), rows) {
            #expect(record.map { Array($0.utf8) } == ["1", row[1].plainText ?? "", ""].map { Array($0.utf8) })
        }
    }

    @Test(.enabled(if: strings != nil, skipped)) func tsv() throws {
        let rows = try rows()
        let lines = written(.tsv, columns: ["n", "text", "none"], rows: rows).utf8.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == rows.count + 1)
        for (line, row) in zip(lines.dropFirst(), rows) {
            let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            #expect(fields.count == 3)
            #expect(unescaped(fields[1]) == Array((row[1].plainText ?? "").utf8))
        }
    }

    @Test(.enabled(if: strings != nil, skipped), arguments: [OutputFormatName.json, .jsonl])
    func json(_ name: OutputFormatName) throws {
        struct Row: Decodable { var n: Int, text: String, none: String? }
        let rows = try rows()
        let text = written(name, columns: ["n", "text", "none"], rows: rows)
        let found: [Row] =
            name == .json
            ? try JSONDecoder().decode([Row].self, from: Data(text.utf8))
            : try text.utf8.split(separator: UInt8(ascii: "\n")).map {
                try JSONDecoder().decode(Row.self, from: Data($0))
            }
        #expect(found.count == rows.count)
        for (found, row) in zip(found, rows) {
            #expect(Array(found.text.utf8) == Array((row[1].plainText ?? "").utf8))
        }
    }

    @Test(.enabled(if: strings != nil, skipped), arguments: [OutputFormatName.table, .markdown])
    func oneLineARow(_ name: OutputFormatName) throws {
        let rows = try rows()
        let text = written(name, columns: ["n", "text", "none"], rows: rows)
        #expect(text.utf8.split(separator: UInt8(ascii: "\n")).count == rows.count + 2)
        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" } || name == .markdown)
    }

    private func unescaped(_ field: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var isEscaped = false
        for byte in field {
            if isEscaped {
                let plain: [UInt8: UInt8] = [
                    UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "\\"): 92,
                ]
                result.append(plain[byte] ?? 0)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                result.append(byte)
            }
        }
        return result
    }
}

/// A slow, obvious reader of RFC 4180.
enum CSVReference {
    static func records(of text: String) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    field.append(byte)
                } else if bytes.first == UInt8(ascii: "\"") {
                    field.append(bytes.removeFirst())
                } else {
                    isQuoted = false
                }
            } else if byte == UInt8(ascii: "\"") {
                isQuoted = true
            } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
                record.append(String(decoding: field, as: UTF8.self))
                field = []
                if byte == UInt8(ascii: "\n") {
                    records.append(record)
                    record = []
                }
            } else {
                field.append(byte)
            }
        }
        return records
    }
}
