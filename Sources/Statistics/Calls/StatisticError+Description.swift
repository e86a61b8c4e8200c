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
        case .unknownMethod(let word, let known): "'\(word)' is not a method: it is \(known.joined(separator: " or "))"
        case .notMargins(let text):
            "'\(text.prefix(60))' does not go with margins: they are a JSON array with an object from category to size "
                + "for each level of a cell, such as [{\"eng\":3,\"fra\":1}] for levels [\"eng\"]"
        case .boundsOutOfRange(let low, let high):
            "bounds \(low.formatted) and \(high.formatted): give a least weight from 0 to below 1, a greatest above 1"
        case .categoryWithoutMargin(let category):
            "samples have '\(category)', which the margins do not have: leave those samples out, or add it"
        case .marginWithoutSamples(let category):
            "the margins have '\(category)', which no sample has: leave it out of the margins"
        case .marginsNotMet: "no weights within the bounds give all of these margins"
        case .notASet(let text):
            "'\(text.prefix(40))' is not a JSON array of the elements of a set; json_group_array(x) makes one"
        case .negativeWeight(let weight):
            "the margins need a negative weight (\(weight)): take 'raking', or a least weight of 0"
        case .tooMuch(let reason): reason
        case .parameterOutOfRange(let name, let value, let allowed): "\(name) \(value.formatted): give \(allowed)"
        }
    }
}

extension Double {
    /// A whole number without its fraction.
    fileprivate var formatted: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
