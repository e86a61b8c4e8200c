/// Copies ranges of a source, in ascending order.
struct RangeCopy {
    private let source: any ByteSource
    /// Whether a range ends with a line break of its own, unless it ends the source. Others get one, and white space
    /// at their ends is left out.
    private let endsWithLineBreak: Bool
    private var buffer: [UInt8] = Array(repeating: 0, count: 1 << 18)
    /// Bytes of the buffer that have been read and are before no range.
    private var loaded = 0..<0
    private var offset: Int64 = 0
    private var lacksLineBreak = false

    init(source: any ByteSource, endsWithLineBreak: Bool) {
        self.source = source
        self.endsWithLineBreak = endsWithLineBreak
    }

    /// - Throws: what the source throws, and `body`.
    mutating func copy(_ range: Range<Int64>, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        if range.isEmpty { return }
        if lacksLineBreak { try [UInt8(0x0A)].withUnsafeBytes(body) }
        lacksLineBreak = false
        while offset < range.lowerBound, try load() { skip(range.lowerBound - offset) }
        var space: [UInt8] = []
        var last: UInt8 = 0x0A
        while offset < range.upperBound, try load() {
            let count = Int(min(Int64(loaded.count), range.upperBound - offset))
            let piece = buffer[loaded.lowerBound..<loaded.lowerBound + count]
            last = piece.last ?? last
            if endsWithLineBreak {
                try piece.withUnsafeBytes(body)
            } else {
                let end = piece.lastIndex { !Self.isSpace($0) }.map { $0 + 1 } ?? piece.startIndex
                if end > piece.startIndex {
                    try space.withUnsafeBytes(body)
                    space = []
                    try piece[..<end].withUnsafeBytes(body)
                }
                space += piece[end...]
            }
            skip(Int64(count))
        }
        if endsWithLineBreak {
            lacksLineBreak = last != 0x0A && last != 0x0D
        } else {
            try [UInt8(0x0A)].withUnsafeBytes(body)
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private mutating func skip(_ count: Int64) {
        let taken = min(Int64(loaded.count), count)
        loaded = loaded.lowerBound + Int(taken)..<loaded.upperBound
        offset += taken
    }

    /// False at the end.
    private mutating func load() throws -> Bool {
        guard loaded.isEmpty else { return true }
        let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
        loaded = 0..<count
        return count > 0
    }
}
