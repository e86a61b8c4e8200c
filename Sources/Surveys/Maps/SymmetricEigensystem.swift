/// The eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations in a fixed order: the same digits on
/// every machine.
///
/// Source: G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed., 2013, section 8.5.
struct SymmetricEigensystem {
    /// Descending.
    let values: [Double]
    /// The vector of each value, of length 1.
    let vectors: [[Double]]

    private static let mostSweeps = 100

    /// - Parameter matrix: symmetric and finite.
    init(_ matrix: [[Double]]) {
        var a = matrix
        let count = a.count
        var v = (0..<count).map { row in (0..<count).map { row == $0 ? 1.0 : 0.0 } }
        let scale = a.joined().map(abs).max() ?? 0
        for _ in 0..<Self.mostSweeps {
            var isDiagonal = true
            for p in 0..<count {
                for q in (p + 1)..<count where abs(a[p][q]) > scale * 1e-17 {
                    isDiagonal = false
                    Self.rotate(&a, &v, p, q)
                }
            }
            if isDiagonal { break }
        }
        // Of equal values, the one of the earlier column first.
        let order = (0..<count).sorted { (a[$1][$1], $0) < (a[$0][$0], $1) }
        values = order.map { a[$0][$0] }
        vectors = order.map { column in v.map { $0[column] } }
    }

    /// Makes a[p][q] zero.
    private static func rotate(_ a: inout [[Double]], _ v: inout [[Double]], _ p: Int, _ q: Int) {
        let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let tangent = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let cosine = 1 / (tangent * tangent + 1).squareRoot()
        let sine = tangent * cosine
        let shift = tangent * a[p][q]
        a[p][p] -= shift
        a[q][q] += shift
        a[p][q] = 0
        a[q][p] = 0
        for k in a.indices where k != p && k != q {
            let (x, y) = (a[k][p], a[k][q])
            a[k][p] = cosine * x - sine * y
            a[k][q] = sine * x + cosine * y
            a[p][k] = a[k][p]
            a[q][k] = a[k][q]
        }
        for k in v.indices {
            let (x, y) = (v[k][p], v[k][q])
            v[k][p] = cosine * x - sine * y
            v[k][q] = sine * x + cosine * y
        }
    }
}
