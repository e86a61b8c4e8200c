import Statistics

/// How often the respondents of each group chose each code of each question.
///
/// All counts lie in one array, so that a resampled set of respondents is counted without an allocation per question.
struct OptionCounts: Sendable {
    /// Where the counts of each question begin within a group's; one more than there are questions.
    let starts: [Int]
    /// By group, then by question, then by position of the code.
    private(set) var values: [Double]

    private var width: Int { starts[starts.count - 1] }

    init(_ table: RespondentTable) {
        starts = table.codes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        values = Array(repeating: 0, count: table.groups.count * starts[starts.count - 1])
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

    /// Counts as many respondents of each group as it has, drawn with replacement.
    static func resampled(_ table: RespondentTable, isWeighted: Bool, _ generator: inout Philox) -> OptionCounts {
        var counts = OptionCounts(table)
        for (number, group) in table.groups.enumerated() {
            var times = [Int](repeating: 0, count: group.respondents)
            for _ in 0..<group.respondents { times[generator.nextPosition(below: group.respondents)] += 1 }
            for (respondent, times) in times.enumerated() where times > 0 {
                counts.add(
                    group, number: number, respondent: respondent,
                    times: Double(times) * (isWeighted ? group.weights[respondent] : 1))
            }
        }
        return counts
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
