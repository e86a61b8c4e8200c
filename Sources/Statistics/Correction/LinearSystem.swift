/// The inverse of a small matrix, by elimination with the greatest pivot of each column; `nil` if it has none, or a
/// pivot is so small that few digits would be left.
func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    let size = matrix.count
    var rows = matrix.enumerated().map { place, row in row + (0..<size).map { $0 == place ? 1 : 0 } }
    let greatest = matrix.joined().map(abs).max() ?? 0
    for column in 0..<size {
        guard let pivot = (column..<size).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
            abs(rows[pivot][column]) > 1e-12 * greatest
        else { return nil }
        rows.swapAt(column, pivot)
        let divisor = rows[column][column]
        for place in rows[column].indices { rows[column][place] /= divisor }
        for row in 0..<size where row != column && rows[row][column] != 0 {
            let factor = rows[row][column]
            for place in rows[row].indices { rows[row][place] -= factor * rows[column][place] }
        }
    }
    return rows.map { Array($0[size...]) }
}
