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
}
