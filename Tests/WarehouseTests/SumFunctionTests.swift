import Foundation
import SQLite
import TestSupport
import Testing
import Warehouse

/// `sum`, `avg` and `total` beside those that SQLite has built in.
@Suite struct SumFunctionTests {
    private let values = "(values (1), (null), (2), (-5), (4503599627370496), (-7))"
    private let large = "(values (1), (null), (-5), (9223372036854775807), (-9223372036854775807))"

    private func both() throws -> (own: Connection, store: Store, builtIn: Connection) {
        let store = try Store.create(at: temporaryPath())
        return (store.connection, store, try Connection(path: ":memory:", access: .create))
    }

    @Test func sumsOfIntegersAreTheBuiltInOnes() throws {
        let (own, _, builtIn) = try both()
        for sql in [
            "select sum(column1), total(column1), avg(column1) from \(values)",
            "select sum(column1) over (rows between 1 preceding and current row) from \(values)",
            "select sum(column1), total(column1), avg(column1) from \(values) where column1 > 1e300",
            "select sum(column1), typeof(sum(column1)) from (values (1), ('2'), ('3x'), (x'34'), (null))",
            "select sum(column1), avg(column1) from (values (9e999), (1), (-3))",
            "select sum(column1) filter (where column1 < 3) from \(values)",
            "select sum(column1), typeof(sum(column1)) from \(large)",
            "select sum(column1) over (rows 1 preceding) from \(large)",
            "select sum(distinct column1) from (values (1), (1), (2))",
            "select avg(column1) over (order by column1 rows between 2 preceding and 1 following) from \(values)",
        ] {
            #expect(try own.rows(sql) == builtIn.rows(sql), "\(sql)")
        }
    }

    @Test func integersThatPass64BitsAreAnError() throws {
        let (own, _, builtIn) = try both()
        let sql = "select sum(column1) from (values (9223372036854775807), (1))"
        for connection in [own, builtIn] {
            #expect(throws: SQLError.self) { try connection.rows(sql) }
        }
        #expect(try own.rows("select total(column1) from (values (9223372036854775807), (1))") == [[.real(0x1p63)]])
    }

    @Test func doublesAreCompensated() throws {
        let (own, _, _) = try both()
        #expect(try own.value("select sum(column1) from (values (1.0), (1e100), (1.0), (-1e100))") == 2.0)
        let thirds = Array(repeating: "(1.0 / 3)", count: 90).joined(separator: ", ")
        #expect(try own.value("select sum(column1) from (values \(thirds))") == 30.0)
        #expect(
            try own.rows(
                "select sum(column1) over (order by column1 desc rows 1 preceding) from (values (1e100), (1.0), (2.0))")
                == [[1e100], [1e100], [3.0]])
    }

    @Test func randomWindowsAgreeWithPlainAddition() throws {
        let (own, _, builtIn) = try both()
        var generator = SeededGenerator(seed: 11)
        let rows = (0..<200).map { "(\($0), \(Int.random(in: -1_000...1_000, using: &generator)) / 8.0)" }
        for frame in ["rows 3 preceding", "rows between 5 preceding and 2 following", "range 10 preceding"] {
            let sql =
                "select sum(column2) over (order by column1 \(frame)) from (values \(rows.joined(separator: ", ")))"
            // Eighths are exact, so the two ways of adding must agree to the last bit.
            #expect(try own.rows(sql) == builtIn.rows(sql), "\(frame)")
        }
    }
}
