/// Numbers groups by position in the table of all combinations, for keys of few values.
struct DenseGroupIndex: GroupIndex {
    private let cardinalities: [Int]
    /// How far apart two neighbouring codes of a key are.
    private let strides: [UInt32]
    let groupCount: Int
    let isComplete = true

    /// The most combinations for which a table is kept.
    static let maximumGroupCount = 1 << 20

    /// Nil if a key's codes are not bounded or the table would be too large.
    init?(cardinalities: [Int?], maximumGroupCount: Int = DenseGroupIndex.maximumGroupCount) {
        var strides: [UInt32] = []
        var total = 1
        for cardinality in cardinalities.reversed() {
            guard let cardinality, cardinality > 0 else { return nil }
            strides.append(UInt32(total))
            let (product, overflow) = total.multipliedReportingOverflow(by: cardinality)
            guard !overflow, product <= maximumGroupCount else { return nil }
            total = product
        }
        self.cardinalities = cardinalities.compactMap(\.self)
        self.strides = strides.reversed()
        self.groupCount = total
    }

    mutating func assign(_ batch: CollapseBatch, from start: Int, into groups: UnsafeMutableBufferPointer<UInt32>) {
        write(batch, from: start, into: groups)
    }

    /// Whether two bytes hold the number of a group.
    var isNarrow: Bool { groupCount <= 1 << 16 }

    /// Writes the groups as numbers of any sufficient width; numbers of two bytes are computed eight or more at a time.
    @inline(__always)
    func write<Group: FixedWidthInteger & UnsignedInteger>(
        _ batch: CollapseBatch, from start: Int, into groups: UnsafeMutableBufferPointer<Group>
    ) {
        if batch.keys.isEmpty { groups.update(repeating: 0) }
        for (index, (key, stride)) in zip(batch.keys, strides).enumerated() {
            let stride = Group(truncatingIfNeeded: stride)
            if index == 0 {
                key.forEach(batch, from: start, count: groups.count) { row, code in
                    groups[row] = Group(truncatingIfNeeded: code) &* stride
                }
            } else {
                key.forEach(batch, from: start, count: groups.count) { row, code in
                    groups[row] &+= Group(truncatingIfNeeded: code) &* stride
                }
            }
        }
    }

    func codes(ofKey key: Int, inGroups groups: [Int]) -> [UInt32] {
        // Of 32 bits, which divide in a fraction of the time of 64.
        let (stride, cardinality) = (strides[key], UInt32(truncatingIfNeeded: cardinalities[key]))
        return groups.map { UInt32(truncatingIfNeeded: $0) / stride % cardinality }
    }

    func code(ofKey key: Int, inGroup group: Int) -> UInt32 {
        UInt32(group / Int(strides[key]) % cardinalities[key])
    }
}
