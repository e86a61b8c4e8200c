/// The check that maps and trees make of their input.
enum DistanceMatrix {
    /// - Throws: `SurveyError.notADistanceMatrix`, `tooFewGroups`.
    static func check(_ matrix: [[Double]], names: [String]) throws {
        guard names.count > 1 else { throw SurveyError.tooFewGroups(found: names, needed: 2) }
        guard matrix.count == names.count, matrix.allSatisfy({ $0.count == names.count }) else {
            throw SurveyError.notADistanceMatrix(reason: "\(names.count) names need as many rows and columns")
        }
        for row in matrix.indices {
            guard matrix[row][row] == 0 else {
                throw SurveyError.notADistanceMatrix(
                    reason: "'\(names[row])' has distance \(matrix[row][row]) to itself")
            }
            for column in matrix.indices {
                let value = matrix[row][column]
                guard value.isFinite, value >= 0, value == matrix[column][row] else {
                    throw SurveyError.notADistanceMatrix(
                        reason: "'\(names[row])' to '\(names[column])' is \(value), and back \(matrix[column][row])")
                }
            }
        }
    }
}
