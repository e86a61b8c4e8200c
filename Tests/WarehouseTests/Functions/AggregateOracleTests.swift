import Foundation
import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Aggregates beside numpy, exact fractions and DuckDB.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint)) struct AggregateOracleTests {
    private static let script = """
        import json, sys
        from fractions import Fraction
        import duckdb, numpy
        for line in open(sys.argv[1]):
            case = json.loads(line)
            x, p = case["x"], case["p"]
            a = numpy.array(x, dtype=float)
            f = [Fraction(v) for v in x]
            n = len(f)
            mean = sum(f) / n
            squares = sum((v - mean) ** 2 for v in f)
            c = duckdb.connect()
            c.execute("create table t (x double)")
            c.executemany("insert into t values (?)", [[v] for v in x])
            d = c.execute(f"select quantile_disc(x, {p}), median(x), mode(x) from t").fetchone()
            counts = {v: x.count(v) for v in x}
            most = max(counts.values())
            print(json.dumps([None if v is None else repr(v) for v in [
                float(numpy.median(a)), float(numpy.quantile(a, p)), float(d[0]), float(d[1]),
                min(v for v in x if counts[v] == most),
                float(squares / (n - 1)) if n > 1 else None, float(squares / n),
                float(numpy.quantile(a, p, method="closest_observation")),
            ]]))
        """

    @Test func valuesAreThoseOfOthers() throws {
        let connection = try Store.create(at: temporaryPath()).connection
        try connection.execute("create temp table t (k integer, x real)")
        var generator = SeededGenerator(seed: 71)
        var lines: [String] = []
        // Products of n and these are exact, so that all read them alike.
        let ps = [0.0, 0.125, 0.25, 0.5, 0.75, 0.875, 1]
        for k in 0..<200 {
            let offset = [0.0, 1e8, -1e15, 3e-5][k % 4]
            let step = [1.0, 1e-7, 0.5, 1e-9][k % 4]
            let values = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                offset + step * Double(Int.random(in: 0..<30, using: &generator))
            }
            for value in values {
                try connection.execute("insert into t values (?, ?)", .integer(Int64(k)), .real(value))
            }
            lines.append("{\"x\":[\(values.map { "\($0)" }.joined(separator: ","))],\"p\":\(ps[k % ps.count])}")
        }
        let folder = try TemporaryFolder()
        try lines.joined(separator: "\n").write(toFile: folder.path("cases"), atomically: true, encoding: .utf8)
        let (output, code) = try PythonEnvironment.run(Self.script, [folder.path("cases")])
        try #require(code == 0, "\(output)")
        let expected = try output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [Any])
        }
        #expect(expected.count == 200)
        for (k, row) in expected.enumerated() {
            let p = ps[k % ps.count]
            let found = try connection.rows(
                """
                select median(x), quantile(x, \(p)), quantile_disc(x, \(p)), median(x), mode(x), variance(x), var_pop(x),
                    quantile_nearest(x, \(p))
                from t where k = \(k)
                """)[0]
            for (column, (value, other)) in zip(found, row).enumerated() {
                guard let number = (other as? String).flatMap(Double.init) else {
                    #expect(value == .null, "\(k) \(column)")
                    continue
                }
                let difference = abs((value.number ?? .nan) - number)
                // Numpy rounds its line between two values once more.
                let allowed = column == 1 || column == 3 ? 2 * number.ulp : 0
                #expect(difference <= allowed, "\(k) column \(column): \(value) \(number)")
            }
        }
    }

    @Test func smallCases() throws {
        let connection = try Store.create(at: temporaryPath()).connection
        func value(_ sql: String) throws -> SQLValue { try connection.value(sql) }
        let hundred = "(with recursive n (x) as (select 1 union all select x + 1 from n where x < 100) select x from n)"
        #expect(try value("select quantile_disc(x, 0.55) from \(hundred)") == 55)
        #expect(try value("select quantile_nearest(x, 0.555) from \(hundred)") == 56)
        #expect(try value("select quantile(x, 0.55) from \(hundred)").number.map { abs($0 - 55.45) < 1e-12 } == true)
        #expect(try value("select median(x) from (select 1 as x union all select 9007199254740993)").number != nil)
        #expect(try value("select typeof(quantile_disc(x, 0.5)) from \(hundred)") == "integer")
        #expect(try value("select mode(column1) from (values ('b'), ('a'), (null), (null))") == "a")
        #expect(try value("select mode(column1) from (values (1), (1.0), (2), (2))") == 1)
        #expect(try value("select string_agg(column1, '; ') from (values ('a'), (null), ('b'))") == "a; b")
        #expect(try value("select string_agg(column1) from (values ('a'), (2))") == "a,2")
        #expect(try value("select var_pop(column1) from (values (9223372036854775807), (9223372036854775806))") == 0.25)
        #expect(try value("select stddev(column1) from (values (-1.7e308), (1.7e308))").number.map(\.isFinite) == false)
        for name in ["median", "mode", "stddev", "stddev_pop", "variance", "var_pop", "string_agg"] {
            #expect(try value("select \(name)(column1) from (values (null))") == .null, "\(name)")
            #expect(try value("select \(name)(column1) from (values (1)) where false") == .null, "\(name)")
        }
        #expect(try value("select stddev(column1) from (values (5))") == .null)
        #expect(try value("select stddev_pop(column1) from (values (5))") == 0.0)
        for (call, message) in [
            ("median(column1)", "median(x): x must be a number"), ("stddev(column1)", "stddev(x): x must be a number"),
            ("quantile(1, 1.5)", "quantile(x, p): p must be from 0 to 1, not 1.5"),
            ("quantile(1, column2)", "quantile(x, p): p must be the same in all rows of a group"),
        ] {
            let error = #expect(throws: SQLError.self) {
                try connection.rows("select \(call) from (values ('a', 0.1), ('b', 0.2))")
            }
            #expect(error?.message == message)
        }
    }
}
