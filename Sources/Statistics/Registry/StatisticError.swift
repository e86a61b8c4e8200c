/// Why a call of a statistic is wrong whatever the data.
public enum StatisticError: Error, Equatable {
    /// A bootstrap was asked for a statistic that it cannot resample.
    case unknownStatistic(String, known: [String])
    /// A list of p-values is not a JSON array of numbers and nulls.
    case notAnArrayOfNumbers(String)
    /// A bootstrap was asked for fewer replicates than give an interval, or more than are sensible.
    case replicatesOutOfRange(Double, allowed: ClosedRange<Int>)
    /// The seed of a random generator is not a whole number from 0 to 2^53.
    case seedOutOfRange(Double)
}
