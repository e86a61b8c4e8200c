import SQLite
import Statistics
import TestSupport
import Testing
import Warehouse

/// Each statistic through SQL is the Swift function of the rows that have no null.
@Suite struct StatisticFunctionTests {
    private let connection: Connection
    private static let rows: [(group: String, x: Double?, y: Double?)] = {
        var generator = SeededGenerator(seed: 8)
        return (0..<200).map { index in
            func number() -> Double? {
                Int.random(in: 0..<6, using: &generator) == 0
                    ? nil : Double.random(in: 0...50, using: &generator).rounded()
            }
            return (["a", "b", "c", "none"][index % 4], index % 4 == 3 ? nil : number(), number())
        }
    }()

    init() throws {
        let store = try Store.create(at: temporaryPath())
        connection = store.connection
        try connection.execute("create temp table v (g text, x real, y real)")
        for row in Self.rows {
            try connection.execute(
                "insert into v values (?, ?, ?)", .text(row.group), row.x.map { .real($0) } ?? .null,
                row.y.map { .real($0) } ?? .null)
        }
    }

    private static let single: [String: @Sendable ([Double]) -> Double?] = [
        "gini(x)": gini, "hhi(x)": herfindahl, "entropy(x)": shannonEntropy, "evenness(x)": pielouEvenness,
        "top_share(x, 3)": { topShare($0, k: 3) }, "hill(x, 0)": { hillNumber($0, order: 0) },
        "hill(x, 1)": { hillNumber($0, order: 1) }, "hill(x, 2.5)": { hillNumber($0, order: 2.5) },
        "hill(x, 9e999)": { hillNumber($0, order: .infinity) },
    ]
    private static let paired: [String: @Sendable ([Double], [Double]) -> Double?] = [
        "pearson(x, y)": { pearson($0, $1) }, "spearman(x, y)": { spearman($0, $1) },
    ]

    private func sql(_ value: Double?) -> SQLValue { value.map { .real($0) } ?? .null }

    @Test func aggregatesOfOneColumn() throws {
        for (call, function) in Self.single { try expectAggregate(call, function) }
    }

    private func expectAggregate(_ call: String, _ function: ([Double]) -> Double?) throws {
        let groups = Dictionary(grouping: Self.rows, by: \.group)
        let found = try connection.rows("select g, \(call) from v group by g order by g")
        #expect(
            found == groups.keys.sorted().map { [.text($0), sql(function(groups[$0, default: []].compactMap(\.x)))] })
        #expect(try connection.value("select \(call) from v") == sql(function(Self.rows.compactMap(\.x))))
        #expect(try connection.value("select \(call) from v where false") == sql(function([])))
        #expect(try connection.value("select \(call) filter (where g = 'a') from v") == found[0][1])
        #expect(
            try connection.value("select \(call) from (select cast(x as integer) as x from v)")
                == sql(function(Self.rows.compactMap(\.x))))
        #expect(
            try connection.value("select \(call) from (select cast(x as text) as x from v)")
                == sql(function(Self.rows.compactMap(\.x))))
    }

    @Test func aggregatesOfTwoColumns() throws {
        for (call, function) in Self.paired { try expectAggregate(call, function) }
    }

    private func expectAggregate(_ call: String, _ function: ([Double], [Double]) -> Double?) throws {
        let groups = Dictionary(grouping: Self.rows, by: \.group)
        func expected(_ rows: [(group: String, x: Double?, y: Double?)]) -> SQLValue {
            let complete = rows.filter { $0.x != nil && $0.y != nil }
            return sql(function(complete.compactMap(\.x), complete.compactMap(\.y)))
        }
        let found = try connection.rows("select g, \(call) from v group by g order by g")
        #expect(found == groups.keys.sorted().map { [.text($0), expected(groups[$0, default: []])] })
        #expect(found.last?[1] == .null)
        #expect(try connection.value("select \(call) from v") == expected(Self.rows))
        #expect(try connection.value("select \(call) from v where false") == .null)
    }

    @Test func intervalsAreThoseOfTheSwiftFunction() throws {
        for (k, n) in [(0.0, 10.0), (3, 10), (10, 10), (1, 0), (5, 3), (-1, 4), (123, 4_567)] {
            for level in [nil, 0.5, 0.95, 0.99, 0, 1, 2] as [Double?] {
                let interval =
                    level.map { wilsonInterval(successes: k, trials: n, level: $0) }
                    ?? wilsonInterval(successes: k, trials: n)
                let arguments = "\(k), \(n)\(level.map { ", \($0)" } ?? "")"
                #expect(try connection.value("select wilson_low(\(arguments))") == sql(interval?.low))
                #expect(try connection.value("select wilson_high(\(arguments))") == sql(interval?.high))
            }
        }
        #expect(try connection.value("select wilson_low(null, 3)") == .null)
        #expect(try connection.value("select wilson_low(1, 3, null)") == .null)
    }

    @Test func aParameterMustBeTheSameInAllRows() throws {
        #expect(try connection.value("select hill(x, y) from v") == .null)
        #expect(try connection.value("select hill(x, null) from v") == .null)
        #expect(try connection.value("select top_share(x, 1.5) from v") == .null)
    }

    @Test func whatIsNotANumberIsAnError() throws {
        for call in [
            "gini('a')", "gini(x'00')", "hill(x, 'two')", "pearson(x, g)", "wilson_low('k', 3)",
            "wilson_high(1, 2, 'x')",
        ] {
            let error = #expect(throws: SQLError.self) { try connection.rows("select \(call) from v") }
            #expect(error?.message.contains("must be a number") == true, "\(String(describing: error))")
            #expect(error?.message.hasPrefix(call.prefix { $0 != "(" }) == true)
        }
    }

    @Test func anotherNumberOfArgumentsIsAnError() throws {
        for call in ["gini()", "gini(1, 2)", "hill(1)", "pearson(1)", "wilson_low(1)", "wilson_low(1, 2, 3, 4)"] {
            let error = #expect(throws: SQLError.self) { try connection.prepare("select \(call) from v") }
            #expect(error?.message.contains("wrong number of arguments") == true)
        }
    }

    @Test func everyStatisticIsRegisteredForEachNumberOfArguments() throws {
        for function in StatisticRegistry.all {
            for count in function.argumentCounts {
                _ = try connection.prepare(
                    "select \(function.name)(\(Array(repeating: "1", count: count).joined(separator: ", ")))")
            }
        }
    }

    @Test func statisticsGoOverRelations() throws {
        let store = try TestCorpus.twoFiles(at: temporaryPath())
        let counts = try store.connection.rows("select place, sum(n) from places group by 1").compactMap {
            $0[1].number
        }
        #expect(
            try store.connection.value(
                "with counted as (select sum(n) as x from places group by place) select gini(x) from counted")
                == sql(gini(counts)))
    }

    @Test func categoriesAreTexts() throws {
        try connection.execute("create temp table pairs (a, b, n integer)")
        try connection.execute(
            "insert into pairs values ('x', 1, 3), ('x', '1', 7), ('y', 2, 20), ('y', 1, 5), (null, 1, 99)")
        let table = ContingencyTable(["x", "y", "y"], ["1", "2", "1"], counts: [10, 20, 5])
        #expect(try connection.value("select cramers_v(a, b, n) from pairs") == sql(table?.cramersV))
        #expect(try connection.value("select mutual_information(a, b, n) from pairs") == sql(table?.mutualInformation))
        let unweighted = ContingencyTable(["x", "x", "y", "y"], ["1", "1", "2", "1"], counts: [1, 1, 1, 1])
        #expect(try connection.value("select cramers_v(a, b) from pairs") == sql(unweighted?.cramersV))
        #expect(try connection.value("select cramers_v(a, b, n) from pairs where false") == .null)
    }

    /// `01` and `1`, `1e1` and `10` were one unit, as SQLite turns a text into a number when it is asked for one.
    @Test func textsThatReadAsNumbersStayApart() throws {
        try connection.execute("create temp table rated (unit text, rater text, value text)")
        for unit in ["01", "1", " 1", "1.0", "10", "1e1", "+1"] {
            for rater in ["07", "7"] {
                try connection.execute(
                    "insert into rated values (?, ?, ?)", .text(unit), .text(rater), .text("0" + unit))
            }
        }
        let found = try connection.rows(
            """
            select value ->> 'units', value ->> 'raters', value ->> 'repeated', value ->> 'alpha'
            from (select krippendorff_alpha_interval(unit, rater, value, 1, 100) as value from rated)
            """)
        #expect(found == [[.integer(7), .integer(2), .integer(0), .real(1)]])
        #expect(
            try connection.value("select krippendorff_alpha(unit, rater, value) from rated")
                == connection.value("select krippendorff_alpha('u' || unit, 'r' || rater, 'v' || value) from rated"))
    }

    /// A text is read as a blob, which in such a database is UTF-16.
    @Test(arguments: ["UTF-8", "UTF-16le", "UTF-16be"]) func textsOfDatabasesInUTF16AreRead(encoding: String) throws {
        let host = try Connection(path: temporaryPath(), access: .create)
        try host.execute("pragma encoding = '\(encoding)'")
        try Store.attach(to: host.handle)
        let make = """
            create temp table rated as
            with ratings (unit, rater, value) as (
                values ('日本', 'a', 'ja'), ('日本', 'b', 'ja'), ('', 'a', 'né'), ('', 'b', ''), ('k', 'a', 'né'), ('k', 'b', 'né')
            )
            select * from ratings
            """
        let question = """
            select krippendorff_alpha(unit, rater, value), min(typeof(unit)), group_concat(unit), sum(length(value)),
                sum(starts_with(value, 'né'))
            from rated
            """
        for connection in [host, connection] { try connection.execute(make) }
        #expect(try host.value("pragma encoding") == .text(encoding))
        let found = try host.rows(question)
        #expect(try found == connection.rows(question))
        #expect(found.first?.last == .integer(3) && found.first?.first != .null)
    }

    /// Over a window an aggregate is the statistic of the rows in the frame, as they come and go.
    @Test func aggregatesAreWindowFunctions() throws {
        for call in ["gini(x)", "hill(x, 2)"] {
            let whole = try connection.rows(
                "select g, \(call) from v where g <> 'none' group by g order by g")
            let windowed = try connection.rows(
                "select distinct g, \(call) over (partition by g) from v where g <> 'none' order by g")
            #expect(windowed == whole)
        }
        let sliding = try connection.rows(
            """
            select x, gini(x) over (order by rowid rows between 4 preceding and 1 following) from v order by rowid
            """)
        for (row, values) in sliding.enumerated() {
            let frame = sliding[max(0, row - 4)...min(sliding.count - 1, row + 1)].compactMap { $0[0].number }
            #expect(values[1] == sql(gini(frame)), "\(row)")
        }
        #expect(
            try connection.value("select pearson(x, y) over () from v limit 1")
                == connection.value("select pearson(x, y) from v"))
    }

    @Test func aBootstrapTellsAllInOneCall() throws {
        let counts = Self.rows.filter { $0.group == "a" }.compactMap(\.x)
        let expected = Bootstrap(seed: 3, replicates: 200)?.interval(counts: counts, gini)
        let found = try connection.rows(
            """
            with run as (select bootstrap('gini', x, 3, 200) as gini from v where g = 'a')
            select gini ->> 'estimate', gini ->> 'low', gini ->> 'bca_high', gini ->> 'replicates' from run
            """)
        #expect(found == [[sql(expected?.estimate), sql(expected?.low), sql(expected?.bcaHigh), 200]])
        #expect(try connection.value("select bootstrap('gini', x) from v where false") == .null)
        for (call, reason) in [
            ("bootstrap('nothing', x)", "'nothing' is not a statistic"), ("bootstrap('gini', x, -1)", "seed -1"),
            ("bootstrap('gini', x, 1, 5)", "5 replicates"),
        ] {
            let error = #expect(throws: SQLError.self) { try connection.rows("select \(call) from v") }
            #expect(
                error?.message.hasPrefix("bootstrap(statistic, x[, seed][, replicates][, level]): \(reason)") == true)
        }
    }

    @Test func adjustmentsAreOfOneAmongAll() throws {
        try connection.execute("create temp table test (name text, p real)")
        try connection.execute(
            "insert into test values ('a', 0.01), ('b', 0.04), ('c', 0.03), ('d', 0.005), ('e', null)")
        let found = try connection.rows(
            """
            select name, holm(p, json_group_array(p) over ()), bh(p, json_group_array(p) over ()) from test order by name
            """)
        let p = [0.01, 0.04, 0.03, 0.005]
        let (holm, bh) = (holmAdjusted(p) ?? [], benjaminiHochbergAdjusted(p) ?? [])
        #expect(found.map { $0[1] } == holm.map { .real($0) } + [.null])
        #expect(found.map { $0[2] } == bh.map { .real($0) } + [.null])
        let error = #expect(throws: SQLError.self) { try connection.rows("select holm(0.5, 'x')") }
        #expect(error?.message.hasPrefix("holm(p, all_p): 'x' is not a JSON array of numbers") == true)
    }
}
