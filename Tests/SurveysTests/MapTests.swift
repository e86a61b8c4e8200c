import Foundation
import TestSupport
import Testing

@testable import Surveys

@Suite struct MapTests {
    /// The environment of `make setup` does not have it.
    private static let hasScipy =
        PythonEnvironment.isPresent && (try? PythonEnvironment.run("import scipy", []).code) == 0

    private static func randomMatrix(_ count: Int, _ generator: inout SeededGenerator) -> [[Double]] {
        var matrix = (0..<count).map { _ in [Double](repeating: 0, count: count) }
        for row in 0..<count {
            for column in 0..<row {
                let value = Double(Int.random(in: 1...1_000_000, using: &generator)) / 1_000_000
                matrix[row][column] = value
                matrix[column][row] = value
            }
        }
        return matrix
    }

    private static func names(_ count: Int) -> [String] { (0..<count).map { "g\($0)" } }

    private static func script(_ script: String, _ matrix: [[Double]]) throws -> [[Double]] {
        let data = try JSONEncoder().encode(matrix)
        let found = try PythonEnvironment.run(script, [String(decoding: data, as: UTF8.self)])
        try #require(found.code == 0, "\(found.output)")
        return try JSONDecoder().decode([[Double]].self, from: Data(found.output.utf8))
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint), arguments: [2, 3, 5, 12, 30])
    func mapIsThatOfNumpy(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let matrix = Self.randomMatrix(count, &generator)
        let map = try CultureMap(matrix, names: Self.names(count), dimensions: 2)
        let expected = try Self.script(
            """
            import json, sys, numpy as np
            d = np.array(json.loads(sys.argv[1])); n = len(d)
            j = np.eye(n) - np.ones((n, n)) / n
            values, vectors = np.linalg.eigh(-.5 * j @ (d * d) @ j)
            order = np.argsort(-values)
            axes = []
            for k in order[:2]:
                v = vectors[:, k] * np.sqrt(max(values[k], 0))
                axes.append((v * (1 if v[np.argmax(abs(v))] >= 0 else -1)).tolist())
            print(json.dumps([values[order].tolist()] + axes))
            """, matrix)
        for (found, value) in zip(map.eigenvalues, expected[0]) { #expect(abs(found - value) < 1e-9) }
        for axis in 0..<2 where expected[0][axis] > 1e-9 {
            for name in 0..<count {
                #expect(abs(map.coordinates[name][axis] - expected[1 + axis][name]) < 1e-7)
            }
        }
    }

    @Test(.enabled(if: hasScipy, "no scipy in .venv: nothing to compare with"), arguments: [2, 3, 7, 12, 40])
    func treeIsThatOfScipy(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(100 + count))
        let matrix = Self.randomMatrix(count, &generator)
        let tree = try CultureTree(matrix, names: Self.names(count))
        let expected = try Self.script(
            """
            import json, sys, numpy as np
            from scipy.cluster.hierarchy import linkage
            from scipy.spatial.distance import squareform
            print(json.dumps(linkage(squareform(np.array(json.loads(sys.argv[1]))), "average").tolist()))
            """, matrix)
        #expect(tree.joins.count == count - 1)
        for (join, row) in zip(tree.joins, expected) {
            #expect([Double(join.first), Double(join.second), Double(join.size)] == [row[0], row[1], row[3]])
            #expect(abs(join.distance - row[2]) < 1e-12)
        }
    }

    @Test(.enabled(if: hasScipy, "no scipy in .venv: nothing to compare with"), arguments: [2, 5, 12, 25])
    func drawingIsThatOfScipy(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(200 + count))
        let matrix = Self.randomMatrix(count, &generator)
        let found = try CultureTree(matrix, names: Self.names(count)).branches.map { branch in
            [branch.left, branch.right, branch.leftBase, branch.rightBase, branch.height].map { $0 + 0 }
        }
        let expected = try Self.script(
            """
            import json, sys, numpy as np
            from scipy.cluster.hierarchy import linkage, dendrogram
            from scipy.spatial.distance import squareform
            d = dendrogram(linkage(squareform(np.array(json.loads(sys.argv[1]))), "average"), no_plot=True)
            print(json.dumps([[(x[0] - 5) / 10, (x[2] - 5) / 10, y[0], y[3], y[1]]
                              for x, y in zip(d["icoord"], d["dcoord"])]))
            """, matrix)
        func byHeight(_ rows: [[Double]]) -> [[Double]] { rows.sorted { $0[4] < $1[4] } }
        for (branch, row) in zip(byHeight(found), byHeight(expected)) {
            #expect(zip(branch, row).allSatisfy { abs($0 - $1) < 1e-9 })
        }
        #expect(found.count == expected.count)
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func pointsInAPlaneKeepTheirDistances() throws {
        let points = [(0.0, 0.0), (3.0, 0.0), (0.0, 4.0), (5.0, 5.0)]
        let matrix = points.map { a in
            points.map { b in ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot() }
        }
        let map = try CultureMap(matrix, names: Self.names(4))
        for row in 0..<4 {
            for column in 0..<4 {
                let (a, b) = (map.coordinates[row], map.coordinates[column])
                let distance = ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])).squareRoot()
                #expect(abs(distance - matrix[row][column]) < 1e-12)
            }
        }
        #expect(abs(map.explained[0] + map.explained[1] - 1) < 1e-12)
    }

    /// Average linkage by its definition: the mean of all distances between members, over the original matrix.
    @Test(arguments: [2, 3, 7, 12, 40]) func treeIsThatOfTheDefinition(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(300 + count))
        let matrix = Self.randomMatrix(count, &generator)
        let tree = try CultureTree(matrix, names: Self.names(count))
        var clusters = (0..<count).map { (number: $0, members: [$0]) }
        for (step, join) in tree.joins.enumerated() {
            var nearest: (distance: Double, first: Int, second: Int)?
            for first in clusters.indices {
                for second in clusters.indices.dropFirst(first + 1) {
                    let (a, b) = (clusters[first].members, clusters[second].members)
                    let sum = a.reduce(0.0) { sum, row in b.reduce(sum) { $0 + matrix[row][$1] } }
                    let distance = sum / Double(a.count * b.count)
                    if distance < nearest?.distance ?? .infinity { nearest = (distance, first, second) }
                }
            }
            let found = try #require(nearest)
            let (a, b) = (clusters[found.first], clusters[found.second])
            #expect(join.first == min(a.number, b.number) && join.second == max(a.number, b.number))
            #expect(abs(join.distance - found.distance) < 1e-12)
            #expect(join.size == a.members.count + b.members.count)
            clusters.remove(at: found.second)
            clusters.remove(at: found.first)
            clusters.append((count + step, a.members + b.members))
        }
        #expect(tree.leaves.count == count)
        #expect(Set(tree.branches.map(\.height)) == Set(tree.joins.map(\.distance)))
    }

    /// scipy 1.17: linkage(squareform(d), "average"), and dendrogram of it.
    @Test func treeOfFiveGroups() throws {
        let matrix: [[Double]] = [
            [0, 7, 3, 10, 4], [7, 0, 8, 2, 9], [3, 8, 0, 11, 6], [10, 2, 11, 0, 12], [4, 9, 6, 12, 0],
        ]
        let tree = try CultureTree(matrix, names: Self.names(5))
        let joins = tree.joins.map { [Double($0.first), Double($0.second), $0.distance, Double($0.size)] }
        #expect(joins == [[1, 3, 2, 2], [0, 2, 3, 2], [4, 6, 5, 3], [5, 7, 9.5, 5]])
        #expect(tree.leaves == ["g1", "g3", "g4", "g0", "g2"])
        let branches = tree.branches.map { [$0.left, $0.right, $0.leftBase, $0.rightBase, $0.height] }
        #expect(branches == [[0, 1, 0, 0, 2], [3, 4, 0, 0, 3], [2, 3.5, 0, 3, 5], [0.5, 2.75, 2, 5, 9.5]])
    }

    @Test func tiesJoinTheLowestNumbers() throws {
        let matrix = [[0.0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 1], [1, 1, 1, 0]]
        let tree = try CultureTree(matrix, names: ["a", "b", "c", "d"])
        #expect(tree.joins.map { [$0.first, $0.second] } == [[0, 1], [2, 3], [4, 5]])
        #expect(tree.leaves == ["a", "b", "c", "d"])
    }

    @Test func treeAsText() throws {
        let tree = try CultureTree([[0, 2, 6], [2, 0, 4], [6, 4, 0]], names: ["A", "South Korea", "O'B"])
        #expect(tree.newick == "('O''B':2.5,(A:1.0,'South Korea':1.0):1.5);")
        #expect(tree.leaves == ["O'B", "A", "South Korea"])
        #expect(tree.members(of: 3) == [0, 1])
    }

    @Test func equalGroupsAreOnePoint() throws {
        let map = try CultureMap([[0, 0], [0, 0]], names: ["a", "b"])
        #expect(map.coordinates == [[0, 0], [0, 0]])
        #expect(map.explained == [0, 0])
    }

    @Test(arguments: [
        [[0.0, 1], [2, 0]], [[1.0, 1], [1, 0]], [[0.0, -1], [-1, 0]], [[0.0, .nan], [.nan, 0]], [[0.0, 1]],
        [[0.0, 1], [1]],
    ])
    func matricesThatAreNoDistances(matrix: [[Double]]) {
        #expect(throws: SurveyError.self) { try CultureMap(matrix, names: ["a", "b"]) }
        #expect(throws: SurveyError.self) { try CultureTree(matrix, names: ["a", "b"]) }
    }
}
