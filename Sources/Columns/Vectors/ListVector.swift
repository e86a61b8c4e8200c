/// The distinct values of a multi-valued column over consecutive rows in memory.
///
/// Row `i` has the elements `offsets[i] ..< offsets[i + 1]`. Its values are distinct; how often each was mentioned
/// stands in `mentions`.
public struct ListVector: Sendable, Equatable {
    /// One more than there are rows, ascending from 0.
    public var offsets: [UInt32]
    /// The code of each element; 0 is a value that a derived column could not resolve.
    public var codes: CodeVector
    /// How often the row mentions the element; nil where that is once for every element.
    public var mentions: [UInt32]?

    public var rowCount: Int { offsets.count - 1 }
    public var elementCount: Int { Int(offsets.last ?? 0) }

    /// The distinct values of lists given as lengths and codes, in the order in which a row first mentions them.
    ///
    /// - Throws: `SegmentError.listLengths` where the lengths do not add up to the codes.
    /// - Complexity: O(codes) for short lists; a row of k codes costs O(k²) up to 32 and O(k log k) above.
    public init(lengths: [UInt32], codes: CodeVector) throws {
        let total = lengths.reduce(0) { $0 + Int($1) }
        guard total == codes.count else { throw SegmentError.listLengths(total: total, values: codes.count) }
        var builder = DistinctListBuilder(rowCount: lengths.count, elementCount: total)
        var start = 0
        for length in lengths {
            let end = start + Int(length)
            for index in start..<end { builder.mention(codes[index], times: 1) }
            builder.endRow()
            start = end
        }
        self = builder.vector
    }

    /// A row's one code as a list of one, no element where it is null.
    public init(single codes: CodeVector) {
        var builder = DistinctListBuilder(rowCount: codes.count, elementCount: codes.count)
        for index in 0..<codes.count {
            let code = codes[index]
            if code != 0 { builder.mention(code, times: 1) }
            builder.endRow()
        }
        self = builder.vector
    }

    /// The lists under a map from code to code, distinct again: a row's places as its countries.
    ///
    /// - Complexity: O(elements).
    public func mapped(by map: [UInt32]) -> ListVector {
        let mapped = codes.mapped(by: map)
        var builder = DistinctListBuilder(rowCount: rowCount, elementCount: elementCount)
        for row in 0..<rowCount {
            for index in Int(offsets[row])..<Int(offsets[row + 1]) {
                builder.mention(mapped[index], times: mentions?[index] ?? 1)
            }
            builder.endRow()
        }
        return builder.vector
    }

    /// For each row its value where it has exactly one, else 0.
    ///
    /// - Complexity: O(rows).
    public var soleCodes: CodeVector {
        CodeVector((0..<rowCount).map { row in offsets[row + 1] - offsets[row] == 1 ? codes[Int(offsets[row])] : 0 })
    }

    fileprivate init(offsets: [UInt32], codes: [UInt32], mentions: [UInt32]?) {
        self.offsets = offsets
        self.codes = CodeVector(codes)
        self.mentions = mentions
    }
}

/// Collects the distinct codes of a row at a time.
private struct DistinctListBuilder {
    private var offsets: [UInt32] = [0]
    private var codes: [UInt32] = []
    private var mentions: [UInt32] = []
    private var repeated = false
    private var rowStart = 0
    /// Positions of the row's codes, used once a row is long.
    private var positions: [UInt32: Int] = [:]

    init(rowCount: Int, elementCount: Int) {
        offsets.reserveCapacity(rowCount + 1)
        codes.reserveCapacity(elementCount)
        mentions.reserveCapacity(elementCount)
    }

    mutating func mention(_ code: UInt32, times: UInt32) {
        if times > 1 { repeated = true }
        if let position = position(of: code) {
            mentions[position] += times
            repeated = true
            return
        }
        if !positions.isEmpty { positions[code] = codes.count }
        codes.append(code)
        mentions.append(times)
    }

    private mutating func position(of code: UInt32) -> Int? {
        guard codes.count - rowStart > 32 else {
            return codes[rowStart...].firstIndex(of: code)
        }
        if positions.isEmpty {
            for index in rowStart..<codes.count { positions[codes[index]] = index }
        }
        return positions[code]
    }

    mutating func endRow() {
        offsets.append(UInt32(codes.count))
        rowStart = codes.count
        if !positions.isEmpty { positions.removeAll(keepingCapacity: true) }
    }

    var vector: ListVector {
        ListVector(offsets: offsets, codes: codes, mentions: repeated ? mentions : nil)
    }
}
