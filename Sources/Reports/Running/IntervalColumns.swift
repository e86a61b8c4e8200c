/// Which columns of a table are the ends of the interval of another: `share_low` and `share_high` of `share`.
///
/// Where there is a column `gini_estimate`, `gini_low` and `gini_high` are its ends and not those of `gini`. `low` and
/// `high` are the ends of `value`.
struct IntervalColumns {
    private let positions: [String: Int]

    init(_ columns: [String]) {
        positions = Dictionary(columns.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }

    /// The places of the ends of a column's interval; nil if it has none.
    func ends(of column: String) -> (low: Int, high: Int)? {
        guard let stem = stem(of: column) else { return nil }
        guard let low = positions[stem + "low"], let high = positions[stem + "high"] else { return nil }
        return (low, high)
    }

    /// What stands before `low` and `high` in the names of the ends.
    private func stem(of column: String) -> String? {
        if column == "value" { return "" }
        if column.hasSuffix("_estimate") { return column.dropLast("estimate".count) + "" }
        return positions["\(column)_estimate"] == nil ? "\(column)_" : nil
    }

    /// The column whose interval ends here; nil for a column that is no end.
    func owner(of column: String) -> String? {
        for end in ["low", "high"] where column == end || column.hasSuffix("_\(end)") {
            let stem = String(column.dropLast(end.count))
            let owners = stem.isEmpty ? ["value"] : ["\(stem)estimate", String(stem.dropLast())]
            return owners.first { positions[$0] != nil && ends(of: $0) != nil }
        }
        return nil
    }

    func isEnd(_ column: String) -> Bool { owner(of: column) != nil }
}
