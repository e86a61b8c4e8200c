/// A set of samples, by the numbers of rows that they have in queries of ids.
indirect enum IDSet {
    /// Those with a row.
    case query(IDQueryText)
    /// Those with so many rows that a condition holds; a part of it that is nil stands for their number.
    case having(IDQueryText, [String?])
    case union(IDSet, IDSet)
    case intersection(IDSet, IDSet)
    case difference(IDSet, IDSet)

    /// Whether a sample is in the set, as a condition; nil if there are too many queries.
    func condition(_ columns: inout PassedQueryColumns) -> String? {
        switch self {
        case .query(let query): return columns.column(of: query).map { "\($0) > 0" }
        case .having(let query, let parts):
            guard let column = columns.column(of: query) else { return nil }
            return "\(column) > 0 and (\(parts.map { $0 ?? column }.joined(separator: " ")))"
        case .union(let left, let right): return IDSet.joined(left, "or", right, &columns)
        case .intersection(let left, let right): return IDSet.joined(left, "and", right, &columns)
        case .difference(let left, let right): return IDSet.joined(left, "and not", right, &columns)
        }
    }

    private static func joined(
        _ left: IDSet, _ word: String, _ right: IDSet, _ columns: inout PassedQueryColumns
    ) -> String? {
        guard let left = left.condition(&columns), let right = right.condition(&columns) else { return nil }
        return "(\(left)) \(word) (\(right))"
    }

    /// Whether a sample is not in the set.
    func negation(_ columns: inout PassedQueryColumns) -> String? {
        if case .query(let query) = self { return columns.column(of: query).map { "\($0) = 0" } }
        return condition(&columns).map { "not (\($0))" }
    }
}
