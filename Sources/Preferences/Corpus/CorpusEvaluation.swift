import Parallel

/// One head per culture and selection of pairs, and how each ranks the test pairs of all cultures, user by user.
public struct CorpusEvaluation: Sendable {
    /// The test pairs of one user, and how many of them rewards rank right.
    public struct Row: Sendable, Equatable {
        /// Position in ``CorpusEvaluation/selections``.
        public let selection: Int
        /// The culture whose pairs the head was trained on.
        public let model: Int
        /// The culture of the user.
        public let culture: Int
        public let user: Int
        public let pairs: Int
        public let right: Int
        /// Right by the reference, before training.
        public let referenceRight: Int
        /// Right by "the longer answer wins".
        public let lengthRight: Int
        /// Pairs with d0 < 0: the edited test side. The reference is wrong on each of them.
        public let editedPairs: Int
        public let editedRight: Int
    }

    /// Why a culture has no head.
    public struct LeftOut: Sendable, Equatable {
        public let culture: Int
        public let trainingUsers: Int
        public let trainingPairs: Int
        public let testPairs: Int
    }

    public let selections: [PairSelection]
    public let rows: [Row]
    /// By selection and culture with a head.
    public let heads: [[PreferenceHead]]
    /// The cultures with a head, in the order of the corpus.
    public let cultures: [Int]
    public let leftOut: [LeftOut]

    /// - Parameter leastUsers: cultures with fewer training users have no head.
    /// - Throws: `PreferenceError` of the first head that cannot be trained.
    ///
    /// Heads are trained on all threads; the result does not depend on their number.
    public init(
        _ corpus: PairCorpus, trainer: HeadTrainer, selections: [PairSelection] = PairSelection.allCases,
        leastUsers: Int = PairAccuracy.leastUsers
    ) throws(PreferenceError) {
        let sides = corpus.cultures.indices.map { culture in
            (
                training: corpus.pairs(ofCulture: culture, isTest: false),
                test: corpus.pairs(ofCulture: culture, isTest: true)
            )
        }
        let isLarge = sides.map { Set($0.training.lazy.map(\.user)).count >= leastUsers && !$0.test.isEmpty }
        let cultures = sides.indices.filter { isLarge[$0] }
        self.cultures = cultures
        leftOut = sides.indices.filter { !isLarge[$0] }.map { culture in
            LeftOut(
                culture: culture, trainingUsers: Set(sides[culture].training.lazy.map(\.user)).count,
                trainingPairs: sides[culture].training.count, testPairs: sides[culture].test.count)
        }
        self.selections = selections
        guard !cultures.isEmpty else { throw .noTrainingPairs }
        let tests = cultures.map { TestPairs(sides[$0].test, corpus) }
        let jobs = selections.indices.flatMap { selection in cultures.indices.map { (selection, $0) } }
        let trained = sides.map(\.training)
        let results: [(head: PreferenceHead, rows: [Row])]
        do {
            results = try jobs.concurrentMap { selection, position in
                let culture = cultures[position]
                let head = try trainer.head(
                    corpus, pairs: trained[culture], selection: selections[selection], group: corpus.cultures[culture])
                let rewards = try corpus.rewards(head)
                let rows = tests.indices.flatMap { other in
                    tests[other].rows(rewards, selection: selection, model: culture, culture: cultures[other])
                }
                return (head, rows)
            }
        } catch let error as PreferenceError {
            throw error
        } catch {
            throw .noTrainingPairs
        }
        rows = results.flatMap(\.rows)
        heads = selections.indices.map { selection in
            results[selection * cultures.count..<(selection + 1) * cultures.count].map(\.head)
        }
    }
}
