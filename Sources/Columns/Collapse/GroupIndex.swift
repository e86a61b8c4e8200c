/// Gives each combination of codes a group number.
protocol GroupIndex: Sendable {
    /// Groups that have a number, used or not.
    var groupCount: Int { get }
    /// Whether all groups have a number already.
    var isComplete: Bool { get }
    /// Writes the groups of `rows` counted rows of the batch, from `start` on.
    mutating func assign(_ batch: CollapseBatch, from start: Int, into groups: UnsafeMutableBufferPointer<UInt32>)
    /// The code of a key in a group.
    func code(ofKey key: Int, inGroup group: Int) -> UInt32
    /// The codes of a key in groups.
    func codes(ofKey key: Int, inGroups groups: [Int]) -> [UInt32]
}

extension GroupIndex {
    func codes(ofKey key: Int, inGroups groups: [Int]) -> [UInt32] { groups.map { code(ofKey: key, inGroup: $0) } }
}

extension CollapseBatch.Key {
    /// Calls `body(row, code)` for the counted rows from `start` on, `count` of them.
    ///
    /// Inlined so that each width of codes gets a loop of its own.
    @inline(__always)
    func forEach(
        _ batch: CollapseBatch, from start: Int, count: Int, _ body: (_ row: Int, _ code: UInt32) -> Void
    ) {
        let indices = batch.indices(of: level)
        switch codes {
        case .constant(let code, _):
            for row in 0..<count { body(row, code) }
        case .bytes(let codes):
            codes.withUnsafeBufferPointer { gather($0, indices, start, count, body) }
        case .shorts(let codes):
            codes.withUnsafeBufferPointer { gather($0, indices, start, count, body) }
        case .words(let codes):
            codes.withUnsafeBufferPointer { gather($0, indices, start, count, body) }
        }
    }

    @inline(__always)
    private func gather<Code: FixedWidthInteger & UnsignedInteger>(
        _ codes: UnsafeBufferPointer<Code>, _ indices: [UInt32]?, _ start: Int, _ count: Int,
        _ body: (Int, UInt32) -> Void
    ) {
        // The range is cut out first: an index that could overflow prevents vectorization of the loop.
        if let indices {
            indices.withUnsafeBufferPointer { indices in
                let indices = UnsafeBufferPointer(rebasing: indices[start..<start + count])
                for row in 0..<count { body(row, UInt32(truncatingIfNeeded: codes[Int(indices[row])])) }
            }
        } else {
            let codes = UnsafeBufferPointer(rebasing: codes[start..<start + count])
            for row in 0..<count { body(row, UInt32(truncatingIfNeeded: codes[row])) }
        }
    }
}
