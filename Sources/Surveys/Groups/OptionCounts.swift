import Statistics

/// How often the respondents of each group chose each code of each question.
///
/// All counts lie in one array, so that a resampled set of respondents is counted without an allocation per question.
struct OptionCounts: Sendable {
    /// Where the counts of each question begin within a group's; one more than there are questions.
    let starts: [Int]
    /// By group, then by question, then by position of the code.
    private(set) var values: [Double]

    let groups: Int

    private var width: Int { starts[starts.count - 1] }

    init(_ table: RespondentTable) {
        starts = table.codes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        groups = table.groups.count
        values = Array(repeating: 0, count: groups * starts[starts.count - 1])
    }

    /// The counts of a question in a group, by position of the code.
    func range(group: Int, question: Int) -> Range<Int> {
        (group * width + starts[question])..<(group * width + starts[question + 1])
    }

    /// Counts every respondent once, with the survey weight if the counts shall be weighted.
    static func all(_ table: RespondentTable, isWeighted: Bool) -> OptionCounts {
        var counts = OptionCounts(table)
        for (number, group) in table.groups.enumerated() {
            for respondent in 0..<group.respondents {
                counts.add(
                    group, number: number, respondent: respondent,
                    times: isWeighted ? group.weights[respondent] : 1)
            }
        }
        return counts
    }

    /// Replicates that are counted at once: their counts of a code fill a line of the cache.
    static let lanes = 8

    /// Counts as many respondents of each group as it has, drawn with replacement, once for each replicate.
    ///
    /// - Parameter replicates: at most `lanes`. Replicate i draws from stream i of `seed`.
    static func resampled(
        _ table: RespondentTable, isWeighted: Bool, seed: UInt64, replicates: Range<Int>
    ) -> [OptionCounts] {
        var counts = replicates.map { _ in OptionCounts(table) }
        var generators = replicates.map { Philox(seed: seed, stream: UInt64($0)) }
        var sums = [SIMD8<Double>](repeating: .zero, count: counts.first?.width ?? 0)
        for (number, group) in table.groups.enumerated() {
            var times = [SIMD8<Double>](repeating: .zero, count: group.respondents)
            for lane in generators.indices {
                for _ in 0..<group.respondents {
                    times[generators[lane].nextPosition(below: group.respondents)][lane] += 1
                }
            }
            if isWeighted {
                for (respondent, weight) in group.weights.enumerated() { times[respondent] *= weight }
            }
            for index in sums.indices { sums[index] = .zero }
            counts.first?.add(group, times: times, to: &sums)
            for lane in counts.indices {
                let offset = number * sums.count
                for index in sums.indices { counts[lane].values[offset + index] = sums[index][lane] }
            }
        }
        return counts
    }

    /// Adds to the sums of a group's codes what each of its respondents stands for.
    private func add(_ group: RespondentTable.Group, times: [SIMD8<Double>], to sums: inout [SIMD8<Double>]) {
        let questions = starts.count - 1
        group.answers.withUnsafeBufferPointer { answers in
            starts.withUnsafeBufferPointer { starts in
                sums.withUnsafeMutableBufferPointer { sums in
                    for (respondent, times) in times.enumerated() {
                        for question in 0..<questions {
                            let answer = Int(answers[respondent * questions + question])
                            if answer > 0 { sums[starts[question] + answer - 1] += times }
                        }
                    }
                }
            }
        }
    }

    private mutating func add(_ group: RespondentTable.Group, number: Int, respondent: Int, times: Double) {
        let questions = starts.count - 1
        let offset = number * width
        group.answers.withUnsafeBufferPointer { answers in
            starts.withUnsafeBufferPointer { starts in
                values.withUnsafeMutableBufferPointer { values in
                    for question in 0..<questions {
                        let answer = Int(answers[respondent * questions + question])
                        if answer > 0 { values[offset + starts[question] + answer - 1] += times }
                    }
                }
            }
        }
    }
}
