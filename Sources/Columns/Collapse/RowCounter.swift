/// Counts rows by group.
///
/// Neighbouring rows are often of the same group, and a counter that was just written is slow to read again. So if
/// there are few groups, they are counted in four tables alternately, which are added up at the end of a batch.
struct RowCounter {
    private var lanes: [UInt32] = []
    private var laneSize = 0
    private var laneCount = 1

    /// Four tables of this many groups fit the first cache.
    private static let maximumLaneSize = 2_048
    /// One table of this many groups fits the second.
    private static let maximumGroupCount = 1 << 16

    /// Whether the groups of a batch are counted here.
    mutating func begin(groupCount: Int) -> Bool {
        guard groupCount <= RowCounter.maximumGroupCount else { return false }
        laneSize = groupCount
        laneCount = groupCount <= RowCounter.maximumLaneSize ? 4 : 1
        lanes = Array(repeating: 0, count: laneCount * groupCount)
        return true
    }

    /// Counts rows; together fewer than 2³² between `begin` and `end`.
    @inline(__always)
    mutating func add(_ groups: UnsafeBufferPointer<some FixedWidthInteger & UnsignedInteger>) {
        // With one table, the four lanes are the same.
        let step = laneCount == 1 ? 0 : laneSize
        let whole = groups.count & ~3
        lanes.withUnsafeMutableBufferPointer { lanes in
            var row = 0
            while row < whole {
                lanes[Int(groups[row])] &+= 1
                lanes[step &+ Int(groups[row &+ 1])] &+= 1
                lanes[2 &* step &+ Int(groups[row &+ 2])] &+= 1
                lanes[3 &* step &+ Int(groups[row &+ 3])] &+= 1
                row &+= 4
            }
            while row < groups.count {
                lanes[Int(groups[row])] &+= 1
                row &+= 1
            }
        }
    }

    /// Counts rows whose groups are their codes; together fewer than 2³² between `begin` and `end`.
    mutating func add(codes: UnsafeBufferPointer<UInt8>) {
        guard laneSize > ByteComparison.maximumValueCount else {
            lanes.withUnsafeMutableBufferPointer { lanes in
                ByteComparison.count(codes, into: UnsafeMutableBufferPointer(rebasing: lanes[..<laneSize]))
            }
            return
        }
        add(codes)
    }

    /// Adds what was counted since `begin` to the counts of the groups.
    mutating func end(into counts: inout [Int64]) {
        for lane in 0..<laneCount {
            for group in 0..<laneSize { counts[group] += Int64(lanes[lane * laneSize + group]) }
        }
        laneSize = 0
    }
}
