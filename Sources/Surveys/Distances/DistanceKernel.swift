/// Computes the distance of two groups from counts of their answers.
struct DistanceKernel: Sendable {
    private let measure: DistanceMeasure
    private let codes: [[Int32]]
    /// For each question the positions of its codes, ascending by code.
    private let order: [[Int]]

    init(_ table: RespondentTable, measure: DistanceMeasure) {
        self.measure = measure
        codes = table.codes
        order = table.codes.map { codes in codes.indices.sorted { codes[$0] < codes[$1] } }
    }

    /// The questions that both groups answered.
    func sharedQuestions(_ counts: OptionCounts, _ first: Int, _ second: Int) -> [Int] {
        codes.indices.filter { question in
            [first, second].allSatisfy { group in
                OptionDivergence.total(counts.values[counts.range(group: group, question: question)]) > 0
            }
        }
    }

    /// The mean over questions. A question that a resampled group no longer answers is left out; NaN if all are.
    func mean(_ counts: OptionCounts, _ first: Int, _ second: Int, questions: [Int]) -> Double {
        var (sum, count) = (0.0, 0)
        for question in questions {
            let p = counts.values[counts.range(group: first, question: question)]
            let q = counts.values[counts.range(group: second, question: question)]
            guard OptionDivergence.total(p) > 0, OptionDivergence.total(q) > 0 else { continue }
            sum += distance(p, q, question: question)
            count += 1
        }
        return count > 0 ? sum / Double(count) : .nan
    }

    /// The means of many pairs, of a replicate: as `mean`, within 1e-9 of it.
    func means(_ counts: OptionCounts, _ pairs: [(first: Int, second: Int)], questions: [[Int]]) -> [Double] {
        guard measure == .jensenShannon || measure == .jensenShannonDistance else {
            return zip(pairs, questions).map { mean(counts, $0.first, $0.second, questions: $1) }
        }
        let entropies = OptionEntropies(counts)
        return zip(pairs, questions).map { pair, questions in
            var (sum, count) = (0.0, 0)
            for question in questions {
                guard let divergence = entropies.jensenShannon(pair.first, pair.second, question: question) else {
                    continue
                }
                sum += measure == .jensenShannon ? divergence : divergence.squareRoot()
                count += 1
            }
            return count > 0 ? sum / Double(count) : .nan
        }
    }

    func distance(_ p: ArraySlice<Double>, _ q: ArraySlice<Double>, question: Int) -> Double {
        switch measure {
        case .jensenShannonDistance: OptionDivergence.jensenShannon(p, q).squareRoot()
        case .jensenShannon: OptionDivergence.jensenShannon(p, q)
        case .totalVariation: OptionDivergence.totalVariation(p, q)
        case .wasserstein: wassersteinShare(p, q, question: question)
        }
    }

    /// In points of the scale.
    func wasserstein(_ p: ArraySlice<Double>, _ q: ArraySlice<Double>, question: Int) -> Double {
        OptionDivergence.wasserstein(p, q, codes: codes[question], order: order[question])
    }

    private func wassersteinShare(_ p: ArraySlice<Double>, _ q: ArraySlice<Double>, question: Int) -> Double {
        guard let least = codes[question].min(), let greatest = codes[question].max(), least < greatest else {
            return 0
        }
        return wasserstein(p, q, question: question) / Double(greatest - least)
    }
}
