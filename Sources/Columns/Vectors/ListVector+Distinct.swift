extension ListVector {
    /// Lists with each value of a row once, in the order in which the row first mentions it.
    ///
    /// - Parameter mentions: how often each code is mentioned where it stands; nil for once.
    /// - Precondition: the offsets ascend from 0 to the number of codes.
    /// - Complexity: O(codes) for short lists; a row of k codes costs O(k²) up to 32 and O(k) above.
    static func distinct(_ offsets: [UInt32], _ codes: CodeVector, mentions: [UInt32]?) -> ListVector {
        switch codes {
        case .constant(let code, let count):
            distinct(offsets, Array(repeating: code, count: count), mentions) { CodeVector($0) }
        case .bytes(let codes): distinct(offsets, codes, mentions) { .bytes($0) }
        case .shorts(let codes): distinct(offsets, codes, mentions) { .shorts($0) }
        case .words(let codes): distinct(offsets, codes, mentions) { .words($0) }
        }
    }

    private static func distinct<Code: FixedWidthInteger>(
        _ offsets: [UInt32], _ codes: [Code], _ mentions: [UInt32]?, _ vector: ([Code]) -> CodeVector
    ) -> ListVector {
        // Lists without repeated values, which are the rule, are taken as they are.
        guard hasRepeats(offsets, codes) else {
            let isOnce = mentions?.allSatisfy { $0 == 1 } ?? true
            return ListVector(offsets: offsets, codes: vector(codes), mentions: isOnce ? nil : mentions)
        }
        var distinctOffsets: [UInt32] = [0]
        distinctOffsets.reserveCapacity(offsets.count)
        var distinctMentions: [UInt32] = []
        distinctMentions.reserveCapacity(codes.count)
        let distinctCodes = [Code](unsafeUninitializedCapacity: codes.count) { output, count in
            var row = DistinctRow(output: output)
            var start = 0
            for end in offsets.dropFirst() {
                row.begin(at: count, isLong: Int(end) - start > longList)
                for index in start..<Int(end) {
                    let times = mentions?[index] ?? 1
                    if let place = row.place(of: codes[index], before: count) {
                        distinctMentions[place] += times
                    } else {
                        row.put(codes[index], at: count)
                        distinctMentions.append(times)
                        count += 1
                    }
                }
                start = Int(end)
                distinctOffsets.append(UInt32(truncatingIfNeeded: count))
            }
        }
        return ListVector(offsets: distinctOffsets, codes: vector(distinctCodes), mentions: distinctMentions)
    }

    /// Rows of more codes look for a value by hashing.
    private static let longList = 32

    private static func hasRepeats<Code: FixedWidthInteger>(_ offsets: [UInt32], _ codes: [Code]) -> Bool {
        var start = 0
        for end in offsets.dropFirst() {
            let row = start..<Int(end)
            start = Int(end)
            switch row.count {
            case 0, 1: continue
            case 2...longList:
                for index in row.dropFirst() {
                    for other in row.lowerBound..<index where codes[other] == codes[index] { return true }
                }
            default:
                if Set(codes[row]).count < row.count { return true }
            }
        }
        return false
    }
}

/// The distinct codes of the row that is being written, and where they stand.
private struct DistinctRow<Code: FixedWidthInteger> {
    let output: UnsafeMutableBufferPointer<Code>
    private var start = 0
    /// Places by code, of a long row.
    private var places: [Code: Int]?

    init(output: UnsafeMutableBufferPointer<Code>) { self.output = output }

    @inline(__always)
    mutating func begin(at start: Int, isLong: Bool) {
        self.start = start
        if isLong || places != nil { places = isLong ? [:] : nil }
    }

    @inline(__always)
    func place(of code: Code, before end: Int) -> Int? {
        if let places { return places[code] }
        var place = start
        while place < end {
            if output[place] == code { return place }
            place += 1
        }
        return nil
    }

    @inline(__always)
    mutating func put(_ code: Code, at place: Int) {
        output[place] = code
        if places != nil { places?[code] = place }
    }
}
