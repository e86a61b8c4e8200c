extension ListVector {
    /// Lists with each value of a row once, in the order in which the row first mentions it.
    ///
    /// - Parameter mentions: how often each code is mentioned at its position; nil for once.
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
        // Lists without repeated values, which are the most frequent, are used unchanged.
        guard hasRepeats(offsets, codes) else {
            let isOnce = mentions?.allSatisfy { $0 == 1 } ?? true
            return ListVector(offsets: offsets, codes: vector(codes), mentions: isOnce ? nil : mentions)
        }
        var distinctOffsets = [UInt32](repeating: 0, count: offsets.count)
        var distinctMentions: [UInt32] = []
        let distinctCodes = [Code](unsafeUninitializedCapacity: codes.count) { output, count in
            distinctMentions = [UInt32](unsafeUninitializedCapacity: codes.count) { times, timesCount in
                var rows = DistinctRows(output: output, times: times)
                codes.withUnsafeBufferPointer { codes in
                    for row in 1..<offsets.count {
                        let range = Int(offsets[row - 1])..<Int(offsets[row])
                        // No more codes are written than were read, so that a pair has room.
                        if mentions == nil, range.count <= 2, range.lowerBound + 2 <= codes.count {
                            rows.putPair(codes[range.lowerBound], codes[range.lowerBound + 1], count: range.count)
                        } else if range.count == 1 {
                            rows.put(codes[range.lowerBound], mentions?[range.lowerBound] ?? 1)
                        } else if range.count <= longList {
                            rows.add(range, of: codes, mentions)
                        } else {
                            rows.addLong(range, of: codes, mentions)
                        }
                        distinctOffsets[row] = UInt32(truncatingIfNeeded: rows.count)
                    }
                }
                count = rows.count
                timesCount = rows.count
            }
        }
        return ListVector(offsets: distinctOffsets, codes: vector(distinctCodes), mentions: distinctMentions)
    }

    /// Rows of more codes look for a value by hashing.
    private static let longList = 32

    /// Whether a row has a value twice.
    static func hasRepeats(_ offsets: [UInt32], _ codes: CodeVector) -> Bool {
        switch codes {
        case .constant: zip(offsets, offsets.dropFirst()).contains { $1 - $0 > 1 }
        case .bytes(let codes): hasRepeats(offsets, codes)
        case .shorts(let codes): hasRepeats(offsets, codes)
        case .words(let codes): hasRepeats(offsets, codes)
        }
    }

    private static func hasRepeats<Code: FixedWidthInteger>(_ offsets: [UInt32], _ codes: [Code]) -> Bool {
        codes.withUnsafeBufferPointer { codes in
            var start = 0
            for end in offsets.dropFirst() {
                let row = start..<Int(end)
                start = Int(end)
                // Most rows have no more.
                if row.count <= 1 { continue }
                if row.count > longList {
                    if Set(codes[row]).count < row.count { return true }
                    continue
                }
                for index in row.lowerBound + 1..<row.upperBound {
                    for other in row.lowerBound..<index where codes[other] == codes[index] { return true }
                }
            }
            return false
        }
    }
}

/// Rows that are being written: their distinct codes, and how often each is mentioned.
///
/// The buffers have room for as many codes as all rows have.
private struct DistinctRows<Code: FixedWidthInteger> {
    let output: UnsafeMutableBufferPointer<Code>
    let times: UnsafeMutableBufferPointer<UInt32>
    /// Codes written.
    private(set) var count = 0

    init(output: UnsafeMutableBufferPointer<Code>, times: UnsafeMutableBufferPointer<UInt32>) {
        self.output = output
        self.times = times
    }

    /// A code that the row does not have yet.
    @inline(__always)
    mutating func put(_ code: Code, _ mentions: UInt32) {
        output[count] = code
        times.initializeElement(at: count, to: mentions)
        count += 1
    }

    /// A row of up to two codes, each mentioned once. Lengths of rows follow no order, so no branch depends on them.
    @inline(__always)
    mutating func putPair(_ first: Code, _ second: Code, count length: Int) {
        let isRepeated = (length == 2 ? 1 : 0) & (first == second ? 1 : 0)
        output[count] = first
        output[count + 1] = second
        times.initializeElement(at: count, to: UInt32(truncatingIfNeeded: 1 + isRepeated))
        times.initializeElement(at: count + 1, to: 1)
        count += length - isRepeated
    }

    /// A short row: each code is compared with those before it.
    @inline(__always)
    mutating func add(_ range: Range<Int>, of codes: UnsafeBufferPointer<Code>, _ mentions: [UInt32]?) {
        let start = count
        for index in range {
            let code = codes[index]
            var place = start
            while place < count, output[place] != code { place += 1 }
            if place < count {
                times[place] += mentions?[index] ?? 1
            } else {
                put(code, mentions?[index] ?? 1)
            }
        }
    }

    mutating func addLong(_ range: Range<Int>, of codes: UnsafeBufferPointer<Code>, _ mentions: [UInt32]?) {
        var places: [Code: Int] = [:]
        for index in range {
            if let place = places[codes[index]] {
                times[place] += mentions?[index] ?? 1
            } else {
                places[codes[index]] = count
                put(codes[index], mentions?[index] ?? 1)
            }
        }
    }
}
