@testable import Columns

/// Decodes bytes as a segment of each encoding and as a block of texts, whose checksum is that of the bytes: what comes
/// out is of the size that was claimed, and is the same after it was encoded again.
func fuzzSegment(_ bytes: [UInt8]) {
    guard bytes.count >= 4 else { return }
    let count = Int(bytes[1]) | Int(bytes[2]) << 8
    let payload = Array(bytes.dropFirst(3))
    if let encoding = SegmentEncoding(rawValue: Int(bytes[0]) % (SegmentEncoding.allCases.count + 1)) {
        decode(encoding, payload, count, as: Int64.self)
        decode(encoding, payload, count, as: UInt32.self)
    }
    let block = TextBlock(
        rowCount: count, rawByteCount: Int(bytes[0]) << 6 | count, compressed: payload, checksum: Checksum.of(payload))
    if let texts = try? block.texts() {
        for row in 0..<count { texts.withBytes(of: row) { bytes in precondition((bytes?.count ?? 0) >= 0) } }
    }
}

private func decode<Value: FixedWidthInteger>(
    _ encoding: SegmentEncoding, _ payload: [UInt8], _ count: Int, as type: Value.Type
) {
    let decoded = payload.withUnsafeBytes { try? IntegerDecoder.decode(encoding, $0, count: count, as: type) }
    guard let decoded else { return }
    precondition(decoded.count == count)
    let (again, bytes) = IntegerEncoder.encode(decoded)
    let same = bytes.withUnsafeBytes { try? IntegerDecoder.decode(again, $0, count: count, as: type) }
    precondition(same == decoded)
}
