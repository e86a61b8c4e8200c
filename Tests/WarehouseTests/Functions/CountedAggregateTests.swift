import SQLite
import TestSupport
import Testing

@testable import Functions
@testable import Warehouse

/// `<name>_counted(…, n)` gives what `<name>(…)` gives of rows that are repeated n times, to the last bit.
@Suite struct CountedAggregateTests {
    private let connection: Connection

    init() throws {
        connection = try Store.create(at: temporaryPath()).connection
        try connection.execute("create temp table counted (g integer, x, y, n integer)")
    }

    /// Arguments of each aggregate by its number of arguments.
    private func arguments(of function: AggregateFunction, _ p: Double) -> String {
        switch function.arguments {
        case ["x", "p"]: "x, \(p)"
        case ["x", "y"]: "x, y"
        default: "x"
        }
    }

    private func fill(_ generator: inout SeededGenerator, takesTexts: Bool) throws {
        try connection.execute("delete from temp.counted")
        let offset = [0.0, 1e8, -3e15, 1e-300, 0][Int.random(in: 0..<5, using: &generator)]
        for _ in 0..<Int.random(in: 0..<60, using: &generator) {
            try connection.execute(
                "insert into temp.counted values (?, ?, ?, ?)", .integer(.random(in: 0..<4, using: &generator)),
                value(&generator, offset, takesTexts: takesTexts), value(&generator, offset, takesTexts: false),
                generator.chance(1, in: 12) ? .null : .integer(.random(in: 0..<5, using: &generator)))
        }
        try connection.execute("drop table if exists temp.plain")
        try connection.execute(
            """
            create temp table plain as
            with recursive copies as (
                select g, x, y, n from temp.counted where n > 0
                union all
                select g, x, y, n - 1 from copies where n > 1
            )
            select g, x, y from copies
            """)
    }

    private func value(_ generator: inout SeededGenerator, _ offset: Double, takesTexts: Bool) -> SQLValue {
        switch Int.random(in: 0..<(takesTexts ? 9 : 7), using: &generator) {
        case 0: .null
        case 1: .integer(.random(in: -3...3, using: &generator))
        case 2: .integer(.random(in: .min...(.max), using: &generator))
        case 3: .real(offset + Double(Int.random(in: 0..<9, using: &generator)))
        case 4, 5: .real(offset + 1e-7 * Double(Int.random(in: 0..<9, using: &generator)))
        case 6: .real(.random(in: -1e300...1e300, using: &generator))
        case 7: .text(["a", "A", "", "é"][Int.random(in: 0..<4, using: &generator)])
        default: .blob([.random(in: 0..<3, using: &generator)])
        }
    }

    @Test func countedIsPlainOnRepeatedRows() throws {
        var generator = SeededGenerator(seed: 14)
        for _ in 0..<40 {
            for (function, internalName) in CountedAggregates.functions {
                let takesTexts = function.name == "mode" || function.name.hasSuffix("disc")
                try fill(&generator, takesTexts: takesTexts)
                let p = [0, 0.05, 0.25, 0.5, 0.55, 0.9, 1][Int.random(in: 0..<7, using: &generator)]
                let arguments = arguments(of: function, p)
                let plain = try connection.rows(
                    "select g, \(function.name)(\(arguments)) from temp.plain group by g order by g")
                let counted = try connection.rows(
                    """
                    select g, \(internalName)(\(arguments), n) from temp.counted group by g having sum(n) > 0 order by g
                    """)
                #expect(plain == counted, "\(function.name) \(arguments)")
                #expect(
                    try connection.value("select \(function.name)(\(arguments)) from temp.plain")
                        == connection.value("select \(internalName)(\(arguments), n) from temp.counted"))
            }
        }
    }

    @Test func aCountIsAWholeNumberFromZero() throws {
        try connection.execute("insert into temp.counted values (1, 2, 3, -1)")
        for (name, count, fault) in [
            ("median", "n", "must not be negative"), ("mode", "0.5", "must be a whole number"),
            ("stddev", "'a'", "must be a whole number"),
        ] {
            let error = #expect(throws: SQLError.self) {
                try connection.rows("select \(name)_counted(x, \(count)) from temp.counted")
            }
            #expect(error?.message.contains("n \(fault)") == true, "\(String(describing: error))")
            #expect(error?.message.hasPrefix("\(name)(x)") == true)
        }
        let error = #expect(throws: SQLError.self) {
            try connection.rows("select median_counted(x, 4000000000000000000) from (select 1 as x union all select 2)")
        }
        #expect(error?.message.contains("more than 2^62 rows") == true)
    }

    /// As many rows as no memory could hold.
    @Test func rowsAreNotRepeatedInMemory() throws {
        let count = 1_000_000_000_000
        let values = "(select 1 as x union all select 4)"
        #expect(try connection.value("select median_counted(x, \(count)) from \(values)") == 2.5)
        #expect(try connection.value("select var_pop_counted(x, \(count)) from \(values)") == 2.25)
        #expect(try connection.value("select mode_counted(x, \(count) + x) from \(values)") == 4)
    }

    @Test func noneIsShownInHelp() throws {
        #expect(SQLFunctions.all.allSatisfy { !$0.name.hasSuffix("_counted") })
        #expect(Set(CountedAggregates.names.keys).isSubset(of: Set(SQLFunctions.all.map(\.name))))
    }
}
