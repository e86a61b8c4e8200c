/// A map of groups on which distances are kept as well as possible: classical multidimensional scaling.
///
/// The matrix −½·J·D²·J, with J = I − 1/n, is decomposed; the coordinates are its eigenvectors times the roots of its
/// eigenvalues, the largest first.
///
/// Source: W. S. Torgerson, "Multidimensional scaling: I. Theory and method", Psychometrika 17 (1952) 401-419.
public struct CultureMap: Sendable, Equatable {
    public let names: [String]
    /// For each name its coordinates. The coordinate of the largest absolute value on an axis is positive, so that
    /// the sign is fixed.
    public let coordinates: [[Double]]
    /// All eigenvalues, descending. Negative ones show that no space has these distances exactly.
    public let eigenvalues: [Double]

    /// - Parameter dimensions: from 1 to the number of names. An axis whose eigenvalue is not above 0 has zeros.
    /// - Throws: `SurveyError`.
    /// - Complexity: O(n³) for n names.
    public init(_ matrix: [[Double]], names: [String], dimensions: Int = 2) throws {
        try DistanceMatrix.check(matrix, names: names)
        let count = names.count
        let squares = matrix.map { $0.map { $0 * $0 } }
        let means = squares.map { $0.reduce(0, +) / Double(count) }
        let mean = means.reduce(0, +) / Double(count)
        let centred = squares.indices.map { row in
            squares.indices.map { -0.5 * (squares[row][$0] - means[row] - means[$0] + mean) }
        }
        let decomposition = SymmetricEigensystem(centred)
        self.names = names
        eigenvalues = decomposition.values
        // Rounding leaves eigenvalues around 0 that are no axes.
        let least = (eigenvalues.map(abs).max() ?? 0) * 1e-12
        let axes = (0..<min(max(dimensions, 1), count)).map { axis -> [Double] in
            let value = decomposition.values[axis]
            guard value > least else { return [Double](repeating: 0, count: count) }
            let vector = decomposition.vectors[axis]
            let largest = vector.max { abs($0) < abs($1) } ?? 0
            return vector.map { $0 * value.squareRoot() * (largest < 0 ? -1 : 1) }
        }
        coordinates = names.indices.map { name in axes.map { $0[name] } }
    }

    /// The part of the sum of the positive eigenvalues that each axis has; 0 for the others.
    public var explained: [Double] {
        let sum = eigenvalues.filter { $0 > 0 }.reduce(0, +)
        return eigenvalues.map { sum > 0 ? max($0, 0) / sum : 0 }
    }
}
