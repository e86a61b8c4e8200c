/// Counts rows by group.
///
/// Neighbouring rows are often of the same group, and a counter that was just written is slow to read again; so few
/// groups are counted in four tables in turn, which are added up at the end of a batch.
struct RowCounter {
    private var lanes: [UInt32] = []
    private var laneSize = 0

    private static let laneCount = 4
    /// Four tables of this many groups fit the first cache.
    private static let maximumLaneSize = 2_048

    /// Whether the groups of a batch are counted in lanes.
    mutating func begin(groupCount: Int) -> Bool {
        guard groupCount <= RowCounter.maximumLaneSize else { return false }
        laneSize = groupCount
        lanes = Array(repeating: 0, count: RowCounter.laneCount * groupCount)
        return true
    }

    /// Counts rows; together fewer than 2³² between `begin` and `end`.
    mutating func add(_ groups: UnsafeBufferPointer<UInt32>) {
        let size = laneSize
        let whole = groups.count & ~(RowCounter.laneCount - 1)
        lanes.withUnsafeMutableBufferPointer { lanes in
            var row = 0
            while row < whole {
                lanes[Int(groups[row])] &+= 1
                lanes[size + Int(groups[row + 1])] &+= 1
                lanes[2 * size + Int(groups[row + 2])] &+= 1
                lanes[3 * size + Int(groups[row + 3])] &+= 1
                row += RowCounter.laneCount
            }
            while row < groups.count {
                lanes[Int(groups[row])] &+= 1
                row += 1
            }
        }
    }

    /// Counts rows whose groups are their codes, eight at a load; together fewer than 2³² between `begin` and `end`.
    mutating func add(codes: UnsafeBufferPointer<UInt8>) {
        let size = laneSize
        lanes.withUnsafeMutableBufferPointer { lanes in
            let bytes = UnsafeRawBufferPointer(codes)
            var row = 0
            while row + 8 <= codes.count {
                let word = bytes.loadUnaligned(fromByteOffset: row, as: UInt64.self)
                for place in 0..<8 {
                    let code = Int(truncatingIfNeeded: word >> UInt64(8 * place) & 0xFF)
                    lanes[(place & (RowCounter.laneCount - 1)) * size + code] &+= 1
                }
                row += 8
            }
            while row < codes.count {
                lanes[Int(codes[row])] &+= 1
                row += 1
            }
        }
    }

    /// Adds what was counted since `begin` to the counts of the groups.
    mutating func end(into counts: inout [Int64]) {
        for lane in 0..<RowCounter.laneCount {
            for group in 0..<laneSize { counts[group] += Int64(lanes[lane * laneSize + group]) }
        }
        laneSize = 0
    }
}
