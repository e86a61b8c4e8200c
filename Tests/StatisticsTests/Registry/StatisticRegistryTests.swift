import TestSupport
import Testing

@testable import Statistics

@Suite struct StatisticRegistryTests {
    /// Calls an SQL function by name: an aggregate with columns, a scalar with columns of one value.
    private func call(_ name: String, _ columns: [Double]...) throws -> Double? {
        let function = try #require(StatisticRegistry.all.first { $0.name == name })
        let value =
            switch function.kind {
            case .aggregate(let statistic): try statistic(StatisticColumns(numbers: columns))
            case .scalar(let statistic): try statistic(StatisticArguments(numbers: columns.flatMap { $0 }))
            case .accumulator: throw NotOfTheRegistry(name: name)
            }
        guard case .number(let number) = value else { return nil }
        return number
    }

    /// The functions as users call them: changing a name or an argument would break their queries.
    @Test func theSignatures() {
        expectGolden(
            StatisticRegistry.all.map { "\($0.signature)\n" }.joined(), tests: "StatisticsTests", name: "signatures.txt"
        )
    }

    @Test func everyEntryIsWellFormed() {
        let all = StatisticRegistry.all
        #expect(Set(all.map(\.name)).count == all.count)
        for function in all {
            #expect(function.name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil, "\(function.name)")
            #expect(function.summary.hasSuffix("."), "\(function.name)")
            #expect(!function.summary.contains(". "), "\(function.name) has more than one sentence")
            #expect(function.argumentCounts.upperBound == function.arguments.count, "\(function.name)")
            #expect(Set(function.arguments.map(\.name)).count == function.arguments.count, "\(function.name)")
        }
    }

    /// A call with so many of a function's arguments, the texts among them "1" and the numbers `number`.
    private func call(_ function: StatisticFunction, count: Int, number: Double, rows: Int) throws -> StatisticValue? {
        let kinds = (0..<count).map { $0 < function.arguments.count ? function.arguments[$0].kind : .number }
        let texts = kinds.count { $0 == .text }
        switch function.kind {
        case .aggregate(let statistic):
            return try statistic(
                StatisticColumns(
                    numbers: Array(repeating: Array(repeating: number, count: rows), count: count - texts),
                    texts: Array(repeating: Array(repeating: "1", count: rows), count: texts)))
        case .scalar(let statistic):
            return try statistic(
                StatisticArguments(
                    numbers: Array(repeating: number, count: count - texts),
                    texts: Array(repeating: "1", count: texts)))
        case .accumulator: throw NotOfTheRegistry(name: function.name)
        }
    }

    /// Accumulators are of other modules.
    private struct NotOfTheRegistry: Error {
        let name: String
    }

    @Test func aWrongNumberOfArgumentsHasNoValue() throws {
        for function in StatisticRegistry.all {
            for count in 0...10 where !function.argumentCounts.contains(count) {
                #expect(try call(function, count: count, number: 0.5, rows: 2) == nil, "\(function.name)")
            }
        }
    }

    @Test func noRowsHaveNoValue() throws {
        for function in StatisticRegistry.all {
            guard case .aggregate(let statistic) = function.kind else { continue }
            #expect(try statistic(function.columnsWithoutRows) == nil, "\(function.name)")
            for count in function.argumentCounts {
                #expect(try call(function, count: count, number: 1, rows: 0) == nil, "\(function.name)")
            }
        }
    }

    @Test func theNamesReachTheirFunctions() throws {
        let x: [Double] = [0, 10, 10, 30, 50]
        let y: [Double] = [1, 5, 2, 9, 7]
        #expect(try call("gini", x) == gini(x))
        #expect(try call("hhi", x) == herfindahl(x))
        #expect(try call("entropy", x) == shannonEntropy(x))
        #expect(try call("evenness", x) == pielouEvenness(x))
        #expect(try call("hill", x, [2, 2, 2, 2, 2]) == hillNumber(x, order: 2))
        #expect(try call("hill", x, [Double](repeating: .infinity, count: 5)) == hillNumber(x, order: .infinity))
        #expect(try call("top_share", x, [2, 2, 2, 2, 2]) == 0.8)
        #expect(try call("pearson", x, y) == pearson(x, y))
        #expect(try call("spearman", x, y) == spearman(x, y))
        let interval = try #require(wilsonInterval(successes: 3, trials: 10))
        #expect(try call("wilson_low", [3, 10]) == interval.low)
        #expect(try call("wilson_high", [3, 10]) == interval.high)
        #expect(try call("wilson_low", [3, 10, 0.95]) == interval.low)
        #expect(try call("wilson_high", [3, 10, 0.5]) == wilsonInterval(successes: 3, trials: 10, level: 0.5)?.high)
    }

    @Test func aParameterIsTheSameInAllRows() throws {
        #expect(try call("hill", [1, 2, 3], [2, 2, 1]) == nil)
        #expect(try call("top_share", [1, 2, 3], [1, 1, 2]) == nil)
        #expect(try call("hill", [1, 2], [.nan, .nan]) == nil)
    }

    @Test func topShareTakesWholeNumbers() throws {
        for k in [0, -1, 1.5, .infinity, -.infinity, 1e300, .nan] {
            #expect(try call("top_share", [1, 2], [k, k]) == nil, "\(k)")
        }
    }
}
