/// Integers as differences from one to the next, in blocks of miniblocks of equal bit width (DELTA_BINARY_PACKED).
///
/// Arithmetic wraps, as the format requires: the sums are right modulo 2^64, and so modulo 2^32.
struct DeltaBinaryPackedDecoder {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0
    private var miniblocksPerBlock = 1
    private var valuesPerMiniblock = 1
    /// Values not yet given.
    private(set) var left = 0
    /// The value last given, at first the one that comes first.
    private var value: Int64 = 0
    private var isAtFirst = true
    // The current block and miniblock.
    private var leastDelta: Int64 = 0
    private var widths = 0
    private var miniblock = 0
    private var miniblockBytes = UnsafeRawBufferPointer(start: nil, count: 0)
    private var miniblockWidth = 0
    private var miniblockDone = 0
    private var miniblockLeft = 0

    /// - Parameter limit: the greatest number of values that may be claimed.
    init(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(ParquetProblem) {
        self.bytes = bytes
        // A page of nulls may have no bytes at all.
        guard !bytes.isEmpty else { return }
        let blockSize = try varint(limit: UInt64(Int32.max), field: "block size")
        miniblocksPerBlock = try varint(limit: UInt64(Int32.max), field: "miniblocks in a block")
        left = try varint(limit: UInt64(limit), field: "value count")
        value = try zigZag()
        guard blockSize > 0 else { throw .deltaHeader(field: "block size", value: 0) }
        guard miniblocksPerBlock > 0, blockSize % miniblocksPerBlock == 0 else {
            throw .deltaHeader(field: "miniblocks in a block", value: Int64(miniblocksPerBlock))
        }
        valuesPerMiniblock = blockSize / miniblocksPerBlock
        guard valuesPerMiniblock % 8 == 0 else {
            throw .deltaHeader(field: "values in a miniblock", value: Int64(valuesPerMiniblock))
        }
        miniblock = miniblocksPerBlock
    }

    /// Where the bytes after the last value begin. Skips the remaining values without decoding.
    func end() throws(ParquetProblem) -> Int {
        var copy = self
        if copy.isAtFirst { copy.left = max(0, copy.left - 1) }
        copy.left -= copy.miniblockLeft
        while copy.left > 0 {
            try copy.nextMiniblock()
            copy.left -= copy.valuesPerMiniblock
        }
        return copy.offset
    }

    /// Fills `output` with the next values.
    mutating func decode<Value: FixedWidthInteger>(
        into output: UnsafeMutableBufferPointer<Value>
    ) throws(ParquetProblem) {
        guard output.count <= left else { throw .fewerValues(needed: output.count - left) }
        guard let out = output.baseAddress, output.count > 0 else { return }
        var done = 0
        if isAtFirst {
            out[0] = Value(truncatingIfNeeded: value)
            isAtFirst = false
            done = 1
        }
        while done < output.count {
            if miniblockLeft == 0 { try nextMiniblock() }
            let count = min(miniblockLeft, output.count - done)
            unpack(count, into: out + done)
            done += count
        }
        left -= output.count
    }

    private mutating func unpack<Value: FixedWidthInteger>(_ count: Int, into out: UnsafeMutablePointer<Value>) {
        let width = miniblockWidth
        let mask = width == 64 ? UInt64.max : (1 << UInt64(width)) - 1
        let safeBytes = miniblockBytes.count - 8
        var bit = miniblockDone * width
        var sum = value
        for index in 0..<count {
            var delta: UInt64 = 0
            if width > 0 {
                let byte = bit >> 3
                let shift = UInt64(bit & 7)
                if byte <= safeBytes, let base = miniblockBytes.baseAddress {
                    delta = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: byte, as: UInt64.self)) >> shift
                    if Int(shift) + width > 64 { delta |= UInt64(miniblockBytes[byte + 8]) << (64 - shift) }
                } else {
                    for place in 0..<min(8, miniblockBytes.count - byte) {
                        delta |= UInt64(miniblockBytes[byte + place]) << UInt64(8 * place)
                    }
                    delta >>= shift
                }
            }
            sum = sum &+ leastDelta &+ Int64(bitPattern: delta & mask)
            out[index] = Value(truncatingIfNeeded: sum)
            bit += width
        }
        value = sum
        miniblockDone += count
        miniblockLeft -= count
    }

    private mutating func nextMiniblock() throws(ParquetProblem) {
        if miniblock == miniblocksPerBlock {
            leastDelta = try zigZag()
            guard miniblocksPerBlock <= bytes.count - offset else {
                throw .truncated(needed: miniblocksPerBlock, available: bytes.count - offset)
            }
            widths = offset
            offset += miniblocksPerBlock
            miniblock = 0
        }
        miniblockWidth = Int(bytes[widths + miniblock])
        guard miniblockWidth <= 64 else { throw .bitWidth(miniblockWidth, limit: 64) }
        // Values in a miniblock are a multiple of eight, at most 2^31.
        let size = valuesPerMiniblock / 8 * miniblockWidth
        guard size <= bytes.count - offset else { throw .truncated(needed: size, available: bytes.count - offset) }
        miniblockBytes = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + size])
        offset += size
        miniblock += 1
        miniblockDone = 0
        miniblockLeft = valuesPerMiniblock
    }

    private mutating func varint(limit: UInt64, field: String) throws(ParquetProblem) -> Int {
        let number = try varint()
        guard number <= limit else { throw .deltaHeader(field: field, value: Int64(clamping: number)) }
        return Int(number)
    }

    private mutating func zigZag() throws(ParquetProblem) -> Int64 {
        let number = try varint()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    private mutating func varint() throws(ParquetProblem) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard offset < bytes.count else { throw .truncated(needed: 1, available: 0) }
            let byte = bytes[offset]
            offset += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return number }
        }
        throw .varintTooLong(offset: offset)
    }
}
