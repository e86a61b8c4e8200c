/// Why a call of a statistic is wrong whatever the data.
public enum StatisticError: Error, Equatable {
    /// A bootstrap was called with a statistic that it cannot resample.
    case unknownStatistic(String, known: [String])
    /// A list of p-values is not a JSON array of numbers and nulls.
    case notAnArrayOfNumbers(String)
    /// A bootstrap was called with too few replicates for an interval, or with more than are sensible.
    case replicatesOutOfRange(Double, allowed: ClosedRange<Int>)
    /// The seed of a random generator is not a whole number from 0 to 2^53.
    case seedOutOfRange(Double)
    /// A word names no method.
    case unknownMethod(String, known: [String])
    /// Margins are not a JSON array with an object of sizes for each level of a cell, or a cell has others.
    case notMargins(String)
    /// Bounds of weights that are not around 1.
    case boundsOutOfRange(Double, Double)
    /// Samples have a category that the margins do not have.
    case categoryWithoutMargin(String)
    /// The margins have a category that no sample has.
    case marginWithoutSamples(String)
    /// No weights within the bounds give these margins.
    case marginsNotMet
    /// A value is not a JSON array of the elements of a set.
    case notASet(String)
    /// Calibration would give samples a weight below 0.
    case negativeWeight(Double)
    /// There is more of something than the statistic takes, which is said in words.
    case tooMuch(String)
    /// A parameter is out of its range, which is said in words.
    case parameterOutOfRange(String, Double, allowed: String)
}
