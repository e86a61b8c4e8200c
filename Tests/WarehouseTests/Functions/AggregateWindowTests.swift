import SQLite
import TestSupport
import Testing

@testable import Functions
@testable import Warehouse

/// Aggregates as window functions, beside a sub-query for each row.
@Suite struct AggregateWindowTests {
    private let connection: Connection

    init() throws {
        connection = try Store.create(at: temporaryPath()).connection
        try connection.execute("create temp table t (i integer primary key, g integer, x, y)")
    }

    private func fill(_ generator: inout SeededGenerator, count: Int) throws {
        try connection.execute("delete from temp.t")
        for row in 0..<count {
            let x: SQLValue =
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: .null
                case 1: .real(.random(in: -1e200...1e200, using: &generator))
                case 2, 3: .integer(.random(in: 0..<4, using: &generator))
                default: .real(1e8 + 1e-7 * Double(Int.random(in: 0..<20, using: &generator)))
                }
            try connection.execute(
                "insert into temp.t values (?, ?, ?, ?)", .integer(Int64(row)),
                .integer(.random(in: 0..<3, using: &generator)), x, .real(.random(in: 0...1, using: &generator)))
        }
    }

    @Test func windowsAreSubqueries() throws {
        var generator = SeededGenerator(seed: 41)
        for round in 0..<6 {
            try fill(&generator, count: round == 0 ? 3 : 90)
            for function in AggregateFunctions.all {
                let call =
                    switch function.arguments {
                    case ["x", "p"]: "\(function.name)(x, 0.3)"
                    case ["x", "y"]: "\(function.name)(x, y)"
                    case ["x", "separator"]: "\(function.name)(x, '-')"
                    default: "\(function.name)(x)"
                    }
                let (before, after) = (
                    Int.random(in: 0..<30, using: &generator), Int.random(in: 0..<9, using: &generator)
                )
                let found = try connection.rows(
                    """
                    select
                        \(call) over (order by i rows between \(before) preceding and \(after) following),
                        \(call) over (order by i),
                        \(call) filter (where y < 0.5) over (
                            order by i rows between \(before) preceding and current row)
                    from temp.t order by i
                    """)
                let expected = try connection.rows(
                    """
                    select
                        (select \(call) from temp.t where i between o.i - \(before) and o.i + \(after)),
                        (select \(call) from temp.t where i <= o.i),
                        (select \(call) filter (where y < 0.5) from temp.t where i between o.i - \(before) and o.i)
                    from temp.t as o order by i
                    """)
                #expect(found == expected, "\(call) \(before) \(after)")
            }
        }
    }

    /// The mode of a window changes with every row here, and one of the values leaves permanently.
    @Test func theModeOfAWindowForgetsWhatHasLeft() throws {
        try connection.execute(
            """
            insert into temp.t (i, x)
            with recursive number (i) as (select 0 union all select i + 1 from number where i < 999)
            select i, case when i < 100 then 'first' else (i * 7) % 13 end from number
            """)
        #expect(
            try connection.rows(
                "select mode(x) over (order by i rows between 20 preceding and current row) from temp.t order by i")
                == connection.rows(
                    "select (select mode(x) from temp.t where i between o.i - 20 and o.i) from temp.t as o order by i"))
    }

    /// `FunctionRows.removeFirst` moved all rows for each one that left.
    @Test func statisticsOfWindowsAreThoseOfTheirRows() throws {
        var generator = SeededGenerator(seed: 3)
        try fill(&generator, count: 120)
        for (call, width) in [("gini(y)", 1), ("pearson(y, i)", 7), ("hill(y, 2)", 50), ("spearman(y, g)", 200)] {
            #expect(
                try connection.rows(
                    """
                    select \(call) over (order by i rows between \(width) preceding and current row)
                    from temp.t order by i
                    """)
                    == connection.rows(
                        """
                        select (select \(call) from temp.t where i between o.i - \(width) and o.i)
                        from temp.t as o order by i
                        """), "\(call)")
        }
    }
}
