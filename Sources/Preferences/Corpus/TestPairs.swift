/// The test pairs of a culture, by user.
struct TestPairs: Sendable {
    private let users: [(user: Int, pairs: [PairCorpus.Pair])]
    private let reference: [Double]
    private let lengths: [Int]

    init(_ pairs: [PairCorpus.Pair], _ corpus: PairCorpus) {
        var positions: [Int: Int] = [:]
        var users: [(user: Int, pairs: [PairCorpus.Pair])] = []
        for pair in pairs {
            if let position = positions[pair.user] {
                users[position].pairs.append(pair)
            } else {
                positions[pair.user] = users.count
                users.append((pair.user, [pair]))
            }
        }
        self.users = users
        reference = corpus.reference
        lengths = corpus.lengths
    }

    func rows(_ rewards: [Double], selection: Int, model: Int, culture: Int) -> [CorpusEvaluation.Row] {
        users.map { user, pairs in
            var (right, referenceRight, lengthRight, edited, editedRight) = (0, 0, 0, 0, 0)
            for pair in pairs {
                let isRight = rewards[pair.chosen] > rewards[pair.rejected]
                if isRight { right += 1 }
                if let gap = pair.gap {
                    if gap > 0 { referenceRight += 1 }
                    if gap < 0 {
                        edited += 1
                        if isRight { editedRight += 1 }
                    }
                }
                if lengths[pair.chosen] > lengths[pair.rejected] { lengthRight += 1 }
            }
            return CorpusEvaluation.Row(
                selection: selection, model: model, culture: culture, user: user, pairs: pairs.count, right: right,
                referenceRight: referenceRight, lengthRight: lengthRight, editedPairs: edited,
                editedRight: editedRight)
        }
    }
}
