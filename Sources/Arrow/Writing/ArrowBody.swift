import Parquet

/// The buffers of a batch to be written, and the structures with the position of each.
struct ArrowBody {
    private(set) var bytes: [UInt8] = []
    private var nodes: [UInt8] = []
    private var nodeCount = 0
    private var buffers: [UInt8] = []
    private var bufferCount = 0

    /// - Parameter byteCount: about what is going to be appended.
    init(byteCount: Int = 0) { bytes.reserveCapacity(byteCount) }

    /// The table `RecordBatch`.
    func table(rowCount: Int) -> FlatTable {
        var table = FlatTable()
        table[0] = .integer(Int64(rowCount))
        table[1] = .structures(nodes, count: nodeCount)
        table[2] = .structures(buffers, count: bufferCount)
        return table
    }

    // MARK: Columns

    mutating func append(booleans: some Collection<Bool?>) {
        begin(booleans.count, isValid: booleans.lazy.map { $0 != nil })
        append(bits: booleans.lazy.map { $0 ?? false }, count: booleans.count)
    }

    mutating func append(integers: some Collection<Int64?>) {
        begin(integers.count, isValid: integers.lazy.map { $0 != nil })
        append(numbers: integers.lazy.map { $0 ?? 0 })
    }

    mutating func append(reals: some Collection<Double?>) {
        begin(reals.count, isValid: reals.lazy.map { $0 != nil })
        append(numbers: reals.lazy.map { ($0 ?? 0).bitPattern })
    }

    /// Texts of several arrays, one after another.
    ///
    /// - Precondition: the bytes of the texts fit 32-bit offsets.
    mutating func append(texts parts: [(texts: TextArray, range: Range<Int>)]) {
        let isNull = parts.flatMap { $0.texts.isNull[$0.range] }
        begin(isNull.count, isValid: isNull.lazy.map { !$0 })
        var ends: [Int32] = [0]
        ends.reserveCapacity(isNull.count + 1)
        var total = 0
        for (texts, range) in parts {
            let start = texts.start(of: range.lowerBound)
            for end in texts.ends[range] { ends.append(Int32(total + end - start)) }
            total += texts.byteCount(of: range)
        }
        append(numbers: ends)
        let start = beginBuffer()
        for (texts, range) in parts {
            let first = texts.start(of: range.lowerBound)
            bytes += texts.bytes[first..<first + texts.byteCount(of: range)]
        }
        endBuffer(from: start)
    }

    /// Codes as indices into a dictionary: code 0 is null, and code 1 has index 0.
    mutating func append(codes: [UInt32]) {
        begin(codes.count, isValid: codes.lazy.map { $0 != 0 })
        append(numbers: codes.lazy.map { $0 == 0 ? Int32(0) : Int32(bitPattern: $0 &- 1) })
    }

    /// Lists, whose elements are to be appended next.
    mutating func append(lengths: [Int?]) {
        begin(lengths.count, isValid: lengths.lazy.map { $0 != nil })
        var end: Int32 = 0
        var ends: [Int32] = [0]
        ends.reserveCapacity(lengths.count + 1)
        for length in lengths {
            end += Int32(length ?? 0)
            ends.append(end)
        }
        append(numbers: ends)
    }

    /// The texts of a dictionary.
    mutating func append(_ dictionary: ValueDictionary) {
        begin(dictionary.count, isValid: repeatElement(true, count: dictionary.count))
        var ends: [Int] = [0]
        var texts: [UInt8] = []
        texts.reserveCapacity(dictionary.byteCount)
        for code in 0..<dictionary.count {
            dictionary.withBytes(of: UInt32(code + 1)) { if let bytes = $0 { texts.append(contentsOf: bytes) } }
            ends.append(texts.count)
        }
        if dictionary.needsLargeOffsets {
            append(numbers: ends.lazy.map { Int64($0) })
        } else {
            append(numbers: ends.lazy.map { Int32($0) })
        }
        append(buffer: texts)
    }

    // MARK: Buffers

    /// The node of a column, and its validity bits; none if there are no nulls.
    private mutating func begin(_ count: Int, isValid: some Sequence<Bool>) {
        let nulls = isValid.reduce(0) { $0 + ($1 ? 0 : 1) }
        add(Int64(count), Int64(nulls), to: &nodes)
        nodeCount += 1
        if nulls == 0 { append(buffer: []) } else { append(bits: isValid, count: count) }
    }

    private mutating func append(bits: some Sequence<Bool>, count: Int) {
        var bytes = [UInt8](repeating: 0, count: (count + 7) / 8)
        for (index, bit) in bits.enumerated() where bit { bytes[index >> 3] |= 1 << UInt8(index & 7) }
        append(buffer: bytes)
    }

    private mutating func append(numbers: some Collection<some FixedWidthInteger>) {
        let start = beginBuffer()
        numbers.map(\.littleEndian).withUnsafeBytes { bytes.append(contentsOf: $0) }
        endBuffer(from: start)
    }

    private mutating func append(buffer: some Collection<UInt8>) {
        let start = beginBuffer()
        bytes += buffer
        endBuffer(from: start)
    }

    private func beginBuffer() -> Int { bytes.count }

    /// Buffers begin at multiples of eight bytes.
    private mutating func endBuffer(from start: Int) {
        add(Int64(start), Int64(bytes.count - start), to: &buffers)
        bufferCount += 1
        bytes += [UInt8](repeating: 0, count: -bytes.count & 7)
    }

    private func add(_ first: Int64, _ second: Int64, to structures: inout [UInt8]) {
        withUnsafeBytes(of: first.littleEndian) { structures.append(contentsOf: $0) }
        withUnsafeBytes(of: second.littleEndian) { structures.append(contentsOf: $0) }
    }
}

extension TextArray {
    /// Where text `index` begins.
    func start(of index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

    /// The bytes of some texts.
    func byteCount(of range: Range<Int>) -> Int {
        range.isEmpty ? 0 : ends[range.upperBound - 1] - start(of: range.lowerBound)
    }
}
