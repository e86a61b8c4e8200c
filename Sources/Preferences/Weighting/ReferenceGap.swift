/// The gap d0 of a reference reward over pairs, checked.
public enum ReferenceGap {
    /// r0(chosen) − r0(rejected); nil if one side has no reward. Such a pair is kept but not weighed.
    ///
    /// - Parameters:
    ///   - chosen, rejected: the rewards; nil where a response has none.
    ///   - rows: the rows of the responses, for the error.
    /// - Throws: `PreferenceError.rewardNotFinite` if a reward is NaN or infinite.
    public static func gap(
        chosen: Double?, rejected: Double?, rows: (chosen: Int, rejected: Int)
    ) throws(PreferenceError) -> Double? {
        try check(chosen, row: rows.chosen)
        try check(rejected, row: rows.rejected)
        guard let chosen, let rejected else { return nil }
        return chosen - rejected
    }

    private static func check(_ reward: Double?, row: Int) throws(PreferenceError) {
        if let reward, !reward.isFinite { throw .rewardNotFinite(reward, row: row) }
    }
}
