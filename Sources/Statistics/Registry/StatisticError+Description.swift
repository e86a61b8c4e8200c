extension StatisticError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownStatistic(let name, let known):
            "'\(name)' is not a statistic that can be resampled here; these are: \(known.joined(separator: ", "))"
        case .notAnArrayOfNumbers(let text):
            "'\(text.prefix(40))' is not a JSON array of numbers; json_group_array(p) over () makes one"
        case .replicatesOutOfRange(let value, let allowed):
            "\(value.formatted) replicates: give a whole number from \(allowed.lowerBound) to \(allowed.upperBound)"
        case .seedOutOfRange(let value):
            "seed \(value.formatted): give a whole number from 0 to 2^53"
        }
    }
}

extension Double {
    /// A whole number without its fraction.
    fileprivate var formatted: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
