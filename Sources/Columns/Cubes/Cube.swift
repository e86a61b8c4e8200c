/// The samples of a row group by some of their columns: one cell for each combination that occurs, with its number of
/// samples.
///
/// A cell is treated as a sample with a count: any result over these columns of all samples can be computed from the
/// cells, including results over lists and derived columns.
public struct Cube: Sendable, Equatable {
    /// For each tag column of the cube the cells' codes.
    public var tags: [CodeVector]
    /// The cells' lists, where the cube has a multi-valued column.
    public var lists: ListVector?
    /// Samples of each cell.
    public var counts: [Int64]

    public var cellCount: Int { counts.count }

    public init(tags: [CodeVector], lists: ListVector?, counts: [Int64]) {
        self.tags = tags
        self.lists = lists
        self.counts = counts
    }

    /// The cube over these columns, its cells in the order of their first samples; at most one column has lists.
    ///
    /// - Complexity: O(samples × columns).
    public init(over columns: [CubeColumn], sampleCount: Int) {
        var partition = SamplePartition(sampleCount: sampleCount)
        for column in columns {
            partition =
                partition.refined(by: column.codes, cardinality: column.cardinality, limit: .max) ?? partition
        }
        self.init(columns, partition)
    }

    init(_ columns: [CubeColumn], _ partition: SamplePartition) {
        let samples = partition.firstSamples.map { Int($0) }
        tags = []
        for column in columns {
            switch column.content {
            case .tag: tags.append(CodeVector(samples.map { column.codes[$0] }))
            case .lists(let all): lists = all.rows(samples)
            }
        }
        counts = partition.counts
    }

    /// The cube over some of the tag columns, given by their positions in `tags`: equal to one made from the samples.
    ///
    /// - Complexity: O(cells × columns).
    func rolledUp(to positions: [Int]) -> Cube {
        let columns = positions.map { CubeColumn(codes: tags[$0].array) }
        var partition = SamplePartition(sampleCount: cellCount)
        for column in columns {
            partition = partition.refined(by: column.codes, cardinality: column.cardinality, limit: .max) ?? partition
        }
        var cube = Cube(columns, partition)
        cube.counts = partition.sums(of: counts)
        return cube
    }
}
