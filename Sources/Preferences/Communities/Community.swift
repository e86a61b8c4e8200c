/// What is known of one country: its training pairs, its test pairs by user, and the reference that it starts from.
public struct Community: Sendable {
    public let name: String
    public let training: CountedPairs
    public let test: UserPairs
    /// r0 by item.
    public let reference: [Double]

    public init(name: String, training: CountedPairs, test: UserPairs, reference: [Double]) {
        (self.name, self.training, self.test, self.reference) = (name, training, test, reference)
    }

    /// The countries of a survey: users split by numpy's permutation, and r0 from the training answers of the others.
    ///
    /// - Parameters:
    ///   - surveys: by country; all with the same questions.
    ///   - testShare, seed: see ``UserSplit``; each country is split with the same seed.
    /// - Throws: `PreferenceError.testShareOutOfRange`, `.lengthsDiffer` if the questions are not the same.
    public static func survey(
        _ surveys: [(name: String, answers: ChoiceAnswers)], testShare: Double = 0.15, seed: UInt64 = 0
    ) throws(PreferenceError) -> [Community] {
        guard let first = surveys.first?.answers else { return [] }
        var splits: [UserSplit] = []
        for survey in surveys {
            guard survey.answers.optionCounts == first.optionCounts else {
                throw .lengthsDiffer("options", first.itemCount, survey.name, survey.answers.itemCount)
            }
            splits.append(try UserSplit(users: survey.answers.userCount, share: testShare, seed: seed))
        }
        let counts = zip(surveys, splits).map { survey, split in survey.answers.counts { !split.isTest[$0] } }
        let references = LeaveOutShares.pooledRewards(counts, blocks: first.blocks)
        return surveys.indices.map { index in
            let (answers, split) = (surveys[index].answers, splits[index])
            return Community(
                name: surveys[index].name, training: answers.pairs { !split.isTest[$0] },
                test: answers.testPairs { split.isTest[$0] }, reference: references[index])
        }
    }
}
