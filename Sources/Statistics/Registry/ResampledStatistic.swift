/// A statistic named in the call of a bootstrap, as SQL would call it: `gini`, `hill(x, 2)`, `gini_over(x, 249)`.
struct ResampledStatistic: Sendable {
    private let compute: @Sendable (StatisticColumns) throws(StatisticError) -> StatisticValue?
    private let parameters: [[Double]]

    /// Finds a statistic of `columns` columns by its name, with numbers for its parameters.
    ///
    /// - Throws: `StatisticError.unknownStatistic`.
    init(_ call: String, columns: [String]) throws(StatisticError) {
        let name = call.prefix { $0 != "(" }
        let inner = call.dropFirst(name.count)
        let words = inner.dropFirst().dropLast().split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        let isCall = inner.first == "(" && inner.last == ")" && words.starts(with: columns)
        let numbers = words.dropFirst(columns.count).compactMap(Double.init)
        guard inner.isEmpty || isCall && numbers.count == words.count - columns.count,
            let function = Self.known(columns: columns).first(where: {
                $0.name == name && $0.argumentCounts.contains(columns.count + numbers.count)
            }), case .aggregate(let compute) = function.kind
        else {
            throw .unknownStatistic(call, known: Self.known(columns: columns).map(\.signature))
        }
        self.compute = compute
        parameters = numbers.map { [$0] }
    }

    /// The statistic of columns; a parameter stands once, for all rows.
    func callAsFunction(_ columns: [Double]...) -> Double? {
        guard case .number(let value) = try? compute(StatisticColumns(numbers: columns + parameters)) else {
            return nil
        }
        return value
    }

    /// The statistics of these columns that can be computed on a resample.
    private static func known(columns: [String]) -> [StatisticFunction] {
        let all =
            columns.count == 1
            ? StatisticRegistry.concentration + StatisticRegistry.diversity : StatisticRegistry.association
        return all.filter { function in
            function.arguments.prefix(columns.count).map(\.name) == columns
                && function.argumentCounts.count == 1
                && function.arguments.dropFirst(columns.count).allSatisfy { !["y", "z", "w"].contains($0.name) }
        }
    }
}
