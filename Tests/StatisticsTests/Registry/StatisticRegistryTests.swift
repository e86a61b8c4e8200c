import Testing

@testable import Statistics

@Suite struct StatisticRegistryTests {
    /// Calls an SQL function by name: an aggregate with columns, a scalar with columns of one value.
    private func call(_ name: String, _ columns: [Double]...) throws -> Double? {
        let function = try #require(StatisticRegistry.all.first { $0.name == name })
        switch function.kind {
        case .aggregate(let statistic): return statistic(columns)
        case .scalar(let statistic): return statistic(columns.flatMap { $0 })
        }
    }

    @Test func theSignatures() {
        #expect(
            StatisticRegistry.all.map(\.signature) == [
                "gini(x)", "hhi(x)", "top_share(x, k)", "entropy(x)", "evenness(x)", "hill(x, q)", "pearson(x, y)",
                "spearman(x, y)", "wilson_low(k, n[, level])", "wilson_high(k, n[, level])",
            ])
    }

    @Test func everyEntryIsWellFormed() {
        let all = StatisticRegistry.all
        #expect(Set(all.map(\.name)).count == all.count)
        for function in all {
            #expect(function.name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil, "\(function.name)")
            #expect(function.summary.hasSuffix("."), "\(function.name)")
            #expect(!function.summary.contains(". "), "\(function.name) has more than one sentence")
            #expect(function.argumentCounts.upperBound == function.arguments.count, "\(function.name)")
            #expect(Set(function.arguments).count == function.arguments.count, "\(function.name)")
        }
    }

    @Test func aWrongNumberOfArgumentsHasNoValue() {
        for function in StatisticRegistry.all {
            for count in 0...5 where !function.argumentCounts.contains(count) {
                switch function.kind {
                case .aggregate(let statistic):
                    #expect(statistic([[Double]](repeating: [1, 2], count: count)) == nil, "\(function.name)")
                case .scalar(let statistic):
                    #expect(statistic([Double](repeating: 0.5, count: count)) == nil, "\(function.name)")
                }
            }
        }
    }

    @Test func noRowsHaveNoValue() {
        for function in StatisticRegistry.all {
            guard case .aggregate(let statistic) = function.kind else { continue }
            let columns = [[Double]](repeating: [], count: function.arguments.count)
            #expect(statistic(columns) == nil, "\(function.name)")
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
