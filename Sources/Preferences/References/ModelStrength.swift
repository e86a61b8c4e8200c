/// The reference reward of a response from the model that wrote it: the strength of the model over all users.
public struct ModelStrength: Sendable {
    public let strengths: BradleyTerry
    /// How often each model won against each other one.
    public let pairs: CountedPairs

    /// - Parameters:
    ///   - chosen, rejected: for each training pair the codes of the models, from 0. Pairs of one model with itself
    ///     say nothing and are left out.
    ///   - modelCount: codes are below it.
    /// - Throws: `PreferenceError` as ``BradleyTerry``.
    public init(chosen: [Int], rejected: [Int], modelCount: Int) throws(PreferenceError) {
        guard chosen.count == rejected.count else {
            throw .lengthsDiffer("chosen", chosen.count, "rejected", rejected.count)
        }
        pairs = CountedPairs(
            zip(chosen, rejected).lazy.filter { $0 != $1 }.map { CountedPairs.Entry(winner: $0, loser: $1) })
        strengths = try BradleyTerry(pairs: pairs.entries, itemCount: modelCount)
    }

    /// r0 of a response by the code of its model.
    public func reward(model: Int) -> Double { strengths.strengths[model] }
}
