/// Chooses the cubes of a row group by their cost, from its data.
///
/// Every pair of columns with few values should be in one cube, and each cube gets as many further columns as its size
/// limit allows, so that few cubes answer many questions. (Choosing by size under a budget goes back to V. Harinarayan,
/// A. Rajaraman and J. D. Ullman, Implementing data cubes efficiently, SIGMOD 1996.)
public struct CubeDesign: Sendable {
    /// What cubes may cost.
    public struct Limits: Sendable {
        /// A cube has no more cells than the samples divided by this; more would save little.
        public var samplesPerCell: Int
        /// The same for cubes with a multi-valued column, whose cells save more work.
        public var samplesPerListCell: Int
        /// All cubes together have no more cells than the samples divided by this; nil for no limit.
        public var samplesPerCellOfAll: Int?
        /// A pair of columns with no more cells than the samples divided by this gets its own cube in addition to the
        /// larger one that contains it: it takes little space and avoids reading the larger one.
        public var samplesPerCellOfPair: Int
        /// Columns that are combined, those with the fewest values first.
        public var columnCount: Int

        public init(
            samplesPerCell: Int = 16, samplesPerListCell: Int = 8, samplesPerCellOfAll: Int? = 2,
            samplesPerCellOfPair: Int = 512, columnCount: Int = 8
        ) {
            self.samplesPerCell = max(1, samplesPerCell)
            self.samplesPerListCell = max(1, samplesPerListCell)
            self.samplesPerCellOfAll = samplesPerCellOfAll.map { max(1, $0) }
            self.samplesPerCellOfPair = max(1, samplesPerCellOfPair)
            self.columnCount = columnCount
        }
    }

    private struct Candidate {
        var members: [Int]
        var partition: SamplePartition
    }

    private let columns: [CubeColumn]
    private let sampleCount: Int
    private let limits: Limits

    public init(_ columns: [CubeColumn], sampleCount: Int, limits: Limits = Limits()) {
        self.columns = columns
        self.sampleCount = sampleCount
        self.limits = limits
    }

    /// The chosen cubes, each as the positions of its columns, ascending.
    ///
    /// - Complexity: O(samples × pairs of columns).
    public func choose() -> [[Int]] {
        let limit = limit(ofLists: false)
        let tags = columns.indices.filter {
            !columns[$0].isOfLists && (2...max(2, limit)).contains(columns[$0].distinctCount)
        }
        .sorted { (columns[$0].distinctCount, $0) < (columns[$1].distinctCount, $1) }
        .prefix(limits.columnCount)
        let lists = columns.indices.filter { columns[$0].isOfLists && columns[$0].distinctCount > 1 }
        var seeds = seeds(Array(tags), with: Array(tags), limit: limit)
        for list in lists { seeds += self.seeds([list], with: Array(tags), limit: self.limit(ofLists: true)) }
        var chosen: [[Int]] = []
        var cellsLeft = limits.samplesPerCellOfAll.map { sampleCount / $0 } ?? .max
        for seed in seeds where !chosen.contains(where: { Set($0).isSuperset(of: seed.members) }) {
            let cube = grown(seed, by: Array(tags), limit: self.limit(ofLists: columns[seed.members[0]].isOfLists))
            guard cube.partition.groupCount <= cellsLeft else { continue }
            cellsLeft -= cube.partition.groupCount
            chosen.append(cube.members.sorted())
        }
        let small = seeds.filter { $0.partition.groupCount <= sampleCount / limits.samplesPerCellOfPair }
        return chosen + small.map { $0.members.sorted() }.filter { !chosen.contains($0) }
    }

    private func limit(ofLists: Bool) -> Int {
        sampleCount / (ofLists ? limits.samplesPerListCell : limits.samplesPerCell)
    }

    /// All pairs of columns with few enough combinations, and a single column if there is no other; the smallest first.
    private func seeds(_ first: [Int], with second: [Int], limit: Int) -> [Candidate] {
        let whole = Candidate(members: [], partition: SamplePartition(sampleCount: sampleCount))
        return first.flatMap { column -> [Candidate] in
            guard let alone = refine(whole, by: column, limit: limit) else { return [] }
            let pairs = second.filter { $0 != column && (!first.contains($0) || $0 > column) }
                .compactMap { refine(alone, by: $0, limit: limit) }
            return pairs.isEmpty ? [alone] : pairs
        }
        .sorted { $0.partition.groupCount < $1.partition.groupCount }
    }

    /// The candidate with all further columns that the limit allows, those with the fewest values first.
    private func grown(_ seed: Candidate, by tags: [Int], limit: Int) -> Candidate {
        tags.reduce(seed) { candidate, column in
            candidate.members.contains(column) ? candidate : refine(candidate, by: column, limit: limit) ?? candidate
        }
    }

    private func refine(_ candidate: Candidate, by column: Int, limit: Int) -> Candidate? {
        let codes = columns[column]
        return candidate.partition.refined(by: codes.codes, cardinality: codes.cardinality, limit: limit).map {
            Candidate(members: candidate.members + [column], partition: $0)
        }
    }

    /// The cubes over the columns at these positions, ascending; nil for one that would be larger than the limits
    /// allow.
    ///
    /// A cube over some of the tags of a previous one is made from that one's cells. Others share the work on the
    /// columns that most of them have.
    ///
    /// - Complexity: O(samples × columns).
    public func cubes(over sets: [[Int]]) -> [Cube?] {
        var partitions: [[Int]: SamplePartition] = [[]: SamplePartition(sampleCount: sampleCount)]
        var cubes: [Cube?] = []
        let occurrences = Dictionary(sets.joined().map { ($0, 1) }, uniquingKeysWith: +)
        for members in sets {
            let limit = limit(ofLists: members.contains { columns.indices.contains($0) && columns[$0].isOfLists })
            let order = members.sorted { (occurrences[$1] ?? 0, $0) < (occurrences[$0] ?? 0, $1) }
            let cube =
                rolledUp(to: members, from: zip(sets, cubes))
                ?? made(over: members, inOrder: order, limit: limit, &partitions)
            cubes.append(cube.flatMap { $0.cellCount <= limit ? $0 : nil })
        }
        return cubes
    }

    /// The cube, made from the smallest one that has all of its columns, if all are tags; nil if there is none.
    private func rolledUp(to members: [Int], from cubes: some Sequence<([Int], Cube?)>) -> Cube? {
        cubes.compactMap { larger, cube -> (cube: Cube, positions: [Int])? in
            guard let cube else { return nil }
            let tags = larger.filter { !columns[$0].isOfLists }
            let positions = members.compactMap { tags.firstIndex(of: $0) }
            return positions.count == members.count ? (cube, positions) : nil
        }
        .min { $0.cube.cellCount < $1.cube.cellCount }.map { $0.cube.rolledUp(to: $0.positions) }
    }

    /// The cube made from the samples, grouped by one column after another in the given order.
    private func made(
        over members: [Int], inOrder order: [Int], limit: Int, _ partitions: inout [[Int]: SamplePartition]
    ) -> Cube? {
        for end in order.indices where partitions[Array(order[...end])] == nil {
            let column = order[end]
            guard columns.indices.contains(column),
                let partition = partitions[Array(order[..<end])]?.refined(
                    by: columns[column].codes, cardinality: columns[column].cardinality, limit: limit)
            else { return nil }
            partitions[Array(order[...end])] = partition
        }
        return partitions[order].map { Cube(members.map { columns[$0] }, $0) }
    }
}
