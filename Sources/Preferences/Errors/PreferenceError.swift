/// Why a request about preferences cannot be done.
public enum PreferenceError: Error, Equatable, Sendable {
    /// tau is not above 0 and below 1.
    case tauOutOfRange(Double)
    /// beta is not above 0 and finite.
    case betaOutOfRange(Double)
    /// The share of test users is not above 0 and below 1.
    case testShareOutOfRange(Double)
    /// A list of test users names users that are not in the data.
    case unknownTestUsers([String])
    /// The least gap of scores is negative or not finite.
    case leastGapOutOfRange(Double)
    /// A reward is NaN or infinite. Rows count from 0.
    case rewardNotFinite(Double, row: Int)
    /// A weight of a pair is negative, NaN or infinite.
    case pairWeightNotFinite(Double, pair: Int)
    /// A pair names an item that is not there, or an item twice.
    case pairOutsideItems(pair: Int, items: Int)
    /// lambda is negative or not finite.
    case lambdaOutOfRange(Double)
    /// Without a penalty, parts that no pair compares with each other have no common scale.
    case disconnected(components: Int, block: Int)
    /// Without a penalty, items that win every pair against the others have an infinite reward.
    case separated(components: Int, block: Int)
    /// There is no pair to train on.
    case noTrainingPairs
    /// Newton's method or L-BFGS did not converge.
    case notConverged(iterations: Int)
    /// Columns that belong together differ in length.
    case lengthsDiffer(String, Int, String, Int)
    /// A file is no head, or of a version that this program does not read.
    case notAHead(HeadFault)
    /// A head has no reward for an item.
    case unknownItem(String)
    /// A head was asked for something that its kind does not have.
    case wrongKindOfHead(expected: String, found: String)
    /// A number of a generator or a curve is out of its range.
    case numberOutOfRange(String, Int, allowed: ClosedRange<Int>)
    /// A share is out of its range.
    case shareOutOfRange(String, Double)
}

/// What is wrong with a file that should be a head.
public enum HeadFault: Error, Equatable, Sendable {
    case notJSON(String)
    case otherFormat(String)
    case otherVersion(Int)
    case otherFeatures(String)
    case lengthsDiffer(String)
    case notFinite(String)
    case outOfRange(String)
}
