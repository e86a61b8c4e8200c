/// The factor L of a symmetric positive definite matrix, A = L·Lᵀ.
struct Cholesky {
    private let size: Int
    private var factor: [Double]

    /// - Parameter matrix: row by row; only the lower triangle is read.
    ///
    /// `nil` if the matrix is not positive definite. Cost: size³/6.
    init?(_ matrix: [Double], size: Int) {
        self.size = size
        factor = matrix
        for row in 0..<size {
            for column in 0...row {
                var sum = factor[row * size + column]
                for index in 0..<column { sum -= factor[row * size + index] * factor[column * size + index] }
                if row == column {
                    guard sum > 0, sum.isFinite else { return nil }
                    factor[row * size + row] = sum.squareRoot()
                } else {
                    factor[row * size + column] = sum / factor[column * size + column]
                }
            }
        }
    }

    /// x with A·x = `values`.
    func solve(_ values: [Double]) -> [Double] {
        var x = values
        for row in 0..<size {
            for column in 0..<row { x[row] -= factor[row * size + column] * x[column] }
            x[row] /= factor[row * size + row]
        }
        for row in stride(from: size - 1, through: 0, by: -1) {
            for column in row + 1..<max(size, row + 1) { x[row] -= factor[column * size + row] * x[column] }
            x[row] /= factor[row * size + row]
        }
        return x
    }
}
