import Foundation
import Parquet
import Testing

/// The files of parquet-testing that say in a CSV beside them what they hold.
@Suite(.enabled(if: Suite.isPresent, "needs ../shared/suites/parquet-testing"))
struct ExpectedCSVTests {
    @Test(arguments: [
        "delta_binary_packed", "delta_byte_array", "delta_encoding_optional_column", "delta_encoding_required_column",
    ])
    func values(_ name: String) throws {
        let text = try String(contentsOfFile: Suite.path("data/\(name)_expect.csv"), encoding: .utf8)
        let expected = text.split(separator: "\n").dropFirst().map { Self.cells(String($0)) }
        let file = try ParquetFile(path: Suite.path("data/\(name).parquet"))
        #expect(file.rowCount == Int64(expected.count))
        let rows = try file.rows(rowGroup: 0)
        for cells in expected {
            let row = try #require(try rows.next())
            #expect(row.map(Self.cell) == cells)
        }
    }

    /// Null is an empty cell.
    private static func cell(_ value: RowValue) -> String {
        switch value {
        case .null: ""
        case .text(let text): text
        case .int(let number): "\(number)"
        default: "\(value)"
        }
    }

    private static func cells(_ line: String) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line where character != "\r" {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
