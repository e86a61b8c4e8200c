/// A survey's groups beside their share of a corpus: who is asked, how far they are from the others, and how much of
/// the corpus is about them.
public struct SurveyAgainstCorpus: Sendable, Equatable {
    /// One group.
    public struct Row: Sendable, Equatable {
        public let group: String
        public let respondents: Int
        /// The group's part of all respondents.
        public let respondentShare: Double
        /// The samples of the corpus about the group; 0 if it has none.
        public let samples: Double
        /// The group's part of the samples about any group of the survey; 0 if there are none.
        public let corpusShare: Double
        /// Samples per respondent.
        public let samplesPerRespondent: Double
        /// The mean distance to the other groups, and the nearest of them.
        public let meanDistance: Double
        public let nearest: String
        public let nearestDistance: Double
        /// The mean distance to the other groups, each weighted by its share of the corpus: how far a group is from
        /// what the corpus is about. Nil if the corpus is about no other group.
        public let distanceToCorpus: Double?
    }

    /// In the order of the survey's groups.
    public let rows: [Row]
    /// Groups of the corpus that the survey does not have, with their samples, by name.
    public let notInSurvey: [(group: String, samples: Double)]

    public static func == (first: Self, second: Self) -> Bool {
        first.rows == second.rows && first.notInSurvey.elementsEqual(second.notInSurvey) { $0 == $1 }
    }

    /// - Parameters:
    ///   - samples: samples of the corpus by group, from 0, with the names of the survey's groups.
    /// - Throws: `SurveyError.badDistribution` for a negative or infinite number of samples.
    public init(_ table: RespondentTable, _ distances: SurveyDistances, samples: [String: Double]) throws {
        for (group, count) in samples where !(count.isFinite && count >= 0) {
            throw SurveyError.badDistribution(question: group, reason: "\(count) samples")
        }
        let people = table.groups.map { Double($0.respondents) }
        let counts = distances.groups.map { samples[$0] ?? 0 }
        let (allPeople, allSamples) = (people.reduce(0, +), counts.reduce(0, +))
        let matrix = distances.matrix
        rows = distances.groups.indices.map { group in
            let others = distances.groups.indices.filter { $0 != group }
            let nearest = others.min { (matrix[group][$0], $0) < (matrix[group][$1], $1) } ?? group
            let elsewhere = others.reduce(0) { $0 + counts[$1] }
            return Row(
                group: distances.groups[group], respondents: table.groups[group].respondents,
                respondentShare: people[group] / allPeople, samples: counts[group],
                corpusShare: allSamples > 0 ? counts[group] / allSamples : 0,
                samplesPerRespondent: counts[group] / people[group],
                meanDistance: others.reduce(0) { $0 + matrix[group][$1] } / Double(others.count),
                nearest: distances.groups[nearest], nearestDistance: matrix[group][nearest],
                distanceToCorpus: elsewhere > 0
                    ? others.reduce(0) { $0 + matrix[group][$1] * counts[$1] } / elsewhere : nil)
        }
        let known = Set(distances.groups)
        notInSurvey = samples.filter { !known.contains($0.key) }.map { ($0.key, $0.value) }
            .sorted { $0.group < $1.group }
    }
}
