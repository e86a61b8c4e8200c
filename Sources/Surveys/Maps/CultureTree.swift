/// A tree of groups by agglomerative clustering with average linkage: the two nearest clusters are joined, until one is
/// left. The distance of two clusters is the mean distance of their members (UPGMA).
///
/// Source: R. R. Sokal and C. D. Michener, "A statistical method for evaluating systematic relationships", University
/// of Kansas Science Bulletin 38 (1958) 1409-1438.
public struct CultureTree: Sendable, Equatable {
    /// One step, as a row of scipy's linkage matrix.
    public struct Join: Sendable, Equatable {
        /// Numbers below the number of names are names; n + i is the cluster of join i. The lower one comes first.
        public let first: Int
        public let second: Int
        public let distance: Double
        /// How many names the new cluster has.
        public let size: Int
    }

    public let names: [String]
    /// As many as there are names, less one; ascending by distance.
    public let joins: [Join]

    /// Of pairs that are equally near, the one with the lowest numbers is joined.
    ///
    /// - Throws: `SurveyError`.
    /// - Complexity: O(n³) for n names.
    public init(_ matrix: [[Double]], names: [String]) throws {
        try DistanceMatrix.check(matrix, names: names)
        var clusters = names.indices.map { (number: $0, size: 1) }
        var distances = matrix
        var joins: [Join] = []
        while clusters.count > 1 {
            var nearest = (row: 0, column: 1)
            for row in clusters.indices {
                for column in clusters.indices.dropFirst(row + 1)
                where distances[row][column] < distances[nearest.row][nearest.column] {
                    nearest = (row, column)
                }
            }
            let (row, column) = nearest
            let (a, b) = (clusters[row], clusters[column])
            joins.append(
                Join(
                    first: min(a.number, b.number), second: max(a.number, b.number), distance: distances[row][column],
                    size: a.size + b.size))
            let joined = clusters.indices.map { other in
                (Double(a.size) * distances[row][other] + Double(b.size) * distances[column][other])
                    / Double(a.size + b.size)
            }
            // The new cluster comes last: clusters stay ordered by number.
            for other in distances.indices { distances[other].append(joined[other]) }
            distances.append(joined + [0])
            clusters.append((names.count + joins.count - 1, a.size + b.size))
            for gone in [column, row] {
                clusters.remove(at: gone)
                distances.remove(at: gone)
                for other in distances.indices { distances[other].remove(at: gone) }
            }
        }
        (self.names, self.joins) = (names, joins)
    }

    /// The names in the order in which a drawing has them, without crossing lines.
    public var leaves: [String] { members(of: names.count + joins.count - 1).map { names[$0] } }

    /// The numbers of the names in a cluster.
    public func members(of cluster: Int) -> [Int] {
        guard cluster >= names.count else { return [cluster] }
        let join = joins[cluster - names.count]
        return members(of: join.first) + members(of: join.second)
    }

    /// The tree in the format of phylogenetics programs, with branch lengths; a join stands at half its distance.
    public var newick: String { newick(names.count + joins.count - 1, below: nil) + ";" }

    private func height(_ cluster: Int) -> Double {
        cluster < names.count ? 0 : joins[cluster - names.count].distance / 2
    }

    private func newick(_ cluster: Int, below parent: Int?) -> String {
        let length = parent.map { ":\(height($0) - height(cluster))" } ?? ""
        guard cluster >= names.count else { return Self.quoted(names[cluster]) + length }
        let join = joins[cluster - names.count]
        return "(\(newick(join.first, below: cluster)),\(newick(join.second, below: cluster)))\(length)"
    }

    private static func quoted(_ name: String) -> String {
        let isPlain = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber }
        return isPlain ? name : "'" + name.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
    }
}
