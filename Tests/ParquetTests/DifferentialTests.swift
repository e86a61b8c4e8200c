import Foundation
import TestSupport
import Testing

@testable import Parquet

/// Random files that pyarrow writes are read with the values that pyarrow reads.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct DifferentialTests {
    private static let fileCount = 60

    /// What Golden/make_random.py writes beside each file.
    private struct Expectation: Decodable {
        let names: [String]
        let columns: [[String]]
        let how: String
    }

    @Test func randomFiles() throws {
        let folder = try TemporaryFolder()
        try PythonEnvironment.runFile("ParquetTests/Golden/make_random.py", "20", "\(Self.fileCount)", folder.path)
        var generator = SeededGenerator(seed: 3)
        var compared = 0
        for number in 0..<Self.fileCount {
            // pyarrow does not write or read back every combination.
            guard let json = FileManager.default.contents(atPath: folder.path("\(number).json")) else { continue }
            let expected = try JSONDecoder().decode(Expectation.self, from: json)
            var limits = ParquetLimits()
            limits.batchEntries = [3, 100, 1 << 16][Int.random(in: 0..<3, using: &generator)]
            let file = try ParquetFile(path: folder.path("\(number).parquet"), limits: limits)
            try Self.compareAll(file, expected, "\(number)")
            try Self.compareProjection(file, expected, &generator, "\(number)")
            try Self.compareRowRanges(file, expected, &generator, "\(number)")
            compared += 1
        }
        #expect(compared > Self.fileCount * 3 / 4)
    }

    private static func compareAll(_ file: ParquetFile, _ expected: Expectation, _ note: String) throws {
        do {
            let found = try CanonicalColumns(file)
            #expect(found.names == expected.names, "\(note)")
            for (index, texts) in found.columns.enumerated() where texts != expected.columns[index] {
                let row = zip(texts, expected.columns[index]).enumerated().first { $1.0 != $1.1 }
                Issue.record("\(note), \(expected.names[index]): \(String(describing: row)), \(expected.how)")
            }
        } catch {
            Issue.record("\(note): \(error), \(expected.how)")
        }
    }

    /// One column alone has the same values.
    private static func compareProjection(
        _ file: ParquetFile, _ expected: Expectation, _ generator: inout SeededGenerator, _ note: String
    ) throws {
        let index = Int.random(in: 0..<expected.names.count, using: &generator)
        let found = try CanonicalColumns(file, leaves: Set(file.schema.fields[index].leaves))
        #expect(found.names == [expected.names[index]], "\(note)")
        #expect(found.columns == [expected.columns[index]], "\(note)")
    }

    /// Selected rows have the same values, whichever pages are read for them.
    private static func compareRowRanges(
        _ file: ParquetFile, _ expected: Expectation, _ generator: inout SeededGenerator, _ note: String
    ) throws {
        var firstRow = 0
        for (group, metadata) in file.rowGroups.enumerated().prefix(4) {
            let count = Int(metadata.rowCount)
            let wanted = RowRanges(
                (0..<3).map { _ in
                    let start = Int64.random(in: 0...Int64(count), using: &generator)
                    return start..<min(Int64(count), start + Int64.random(in: 0...20, using: &generator))
                })
            let reader = try file.rows(rowGroup: group, rows: wanted)
            for row in wanted.ranges.flatMap({ $0 }) {
                let values = try #require(try reader.next(), "\(note)")
                for (index, value) in values.enumerated() {
                    let text = value.canonicalText(reader.fields[index])
                    #expect(text == expected.columns[index][firstRow + Int(row)], "\(note), row \(row)")
                }
            }
            #expect(try reader.next() == nil)
            firstRow += count
        }
    }
}
