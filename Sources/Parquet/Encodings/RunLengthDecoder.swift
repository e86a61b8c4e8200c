/// The hybrid of run lengths and bit packing (RLE in the format): levels, dictionary codes, booleans.
struct RunLengthDecoder {
    private let bytes: UnsafeRawBufferPointer
    private let width: Int
    /// Where the next run begins.
    private var offset = 0
    /// In the current run, not yet decoded.
    private var left = 0
    /// In the current run, if it repeats one value.
    private var value: UInt32 = 0
    /// In the current run, if it is bit-packed.
    private var packed: UnsafeRawBufferPointer?
    private var packedDone = 0

    /// - Parameter width: the bits of a value, 0…32.
    init(_ bytes: UnsafeRawBufferPointer, width: Int) throws(ParquetProblem) {
        guard 0...32 ~= width else { throw .bitWidth(width, limit: 32) }
        self.bytes = bytes
        self.width = width
    }

    /// The next `count` values if they are in one run of equal values; else nothing is decoded.
    mutating func uniform(_ count: Int) throws(ParquetProblem) -> UInt32? {
        if left == 0 { try nextRun(needed: count) }
        guard packed == nil, left >= count else { return nil }
        left -= count
        return value
    }

    /// Fills `output` and returns the greatest value.
    mutating func decode<Value: FixedWidthInteger & UnsignedInteger>(
        into output: UnsafeMutableBufferPointer<Value>
    ) throws(ParquetProblem) -> UInt32 {
        var done = 0
        var greatest: UInt32 = 0
        while done < output.count {
            if left == 0 { try nextRun(needed: output.count - done) }
            let count = min(left, output.count - done)
            let part = UnsafeMutableBufferPointer(rebasing: output[done..<done + count])
            if let packed {
                unpack(packed, into: part)
                for value in part { greatest = max(greatest, UInt32(truncatingIfNeeded: value)) }
                packedDone += count
            } else {
                part.initialize(repeating: Value(truncatingIfNeeded: value))
                greatest = max(greatest, value)
            }
            left -= count
            done += count
        }
        return greatest
    }

    private func unpack<Value: FixedWidthInteger & UnsignedInteger>(
        _ packed: UnsafeRawBufferPointer, into part: UnsafeMutableBufferPointer<Value>
    ) {
        if width == 1, let bytes = part as? UnsafeMutableBufferPointer<UInt8> {
            BitUnpacking.unpackBits(packed, first: packedDone, into: bytes)
        } else {
            BitUnpacking.unpack(packed, width: width, first: packedDone, into: part)
        }
    }

    private mutating func nextRun(needed: Int) throws(ParquetProblem) {
        while left == 0 {
            let header = try runHeader(needed: needed)
            if header & 1 == 0 {
                let size = (width + 7) / 8
                guard bytes.count - offset >= size else {
                    throw .truncated(needed: size, available: bytes.count - offset)
                }
                value = 0
                for index in 0..<size { value |= UInt32(bytes[offset + index]) << UInt32(8 * index) }
                guard width == 32 || value >> UInt32(width) == 0 else {
                    throw .bitWidth(32 - value.leadingZeroBitCount, limit: width)
                }
                offset += size
                packed = nil
                left = Int(header >> 1)
            } else {
                // Some writers leave out the padding of the last group: the values that are there count.
                let claimed = Int(header >> 1).multipliedReportingOverflow(by: width)
                let available = bytes.count - offset
                let size = claimed.overflow ? available : min(claimed.partialValue, available)
                packed = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + size])
                packedDone = 0
                left = width == 0 ? Int(header >> 1) &* 8 : size * 8 / width
                offset += size
            }
        }
    }

    /// The header of the next run, of up to 32 bits.
    private mutating func runHeader(needed: Int) throws(ParquetProblem) -> UInt64 {
        var header: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard offset < bytes.count else { throw .fewerValues(needed: needed) }
            let byte = bytes[offset]
            offset += 1
            header |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { break }
            shift += 7
            guard shift < 35 else { throw .varintTooLong(offset: offset) }
        }
        return header
    }
}
