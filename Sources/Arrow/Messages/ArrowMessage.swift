/// The metadata of a message.
struct ArrowMessage {
    let header: MessageFrame.Header
    let table: FlatView
    let bodyBytes: Int64

    init(_ bytes: [UInt8]) throws(ArrowProblem) {
        let message = try FlatView(root: bytes)
        let version = try message.integer(0, Int16(0))
        guard version == 3 || version == 4 else { throw .unsupportedVersion(version) }
        let number = try message.integer(1, UInt8(0))
        guard let header = MessageFrame.Header(rawValue: number) else { throw .unexpectedMessage(number) }
        guard let table = try message.table(2) else { throw .missing("header") }
        bodyBytes = try message.integer(3, Int64(0))
        guard bodyBytes >= 0 else { throw .negative("length of a body", bodyBytes) }
        self.header = header
        self.table = table
    }
}

/// How the columns of a batch lie in its body.
struct BatchMetadata {
    enum Codec: Int8 {
        case lz4Frame = 0
        case zstd = 1
    }

    let rowCount: Int64
    /// The numbers of values and nulls of each column, and of the fields below it.
    let nodes: [(count: Int64, nulls: Int64)]
    let buffers: [(offset: Int64, bytes: Int64)]
    let codec: Codec?
    /// The number of data buffers of each column of views.
    let viewBuffers: [Int64]

    init(_ table: FlatView, bodyBytes: Int64) throws(ArrowProblem) {
        rowCount = try table.integer(0, Int64(0))
        guard rowCount >= 0 else { throw .negative("number of rows", rowCount) }
        nodes = try table.words(1, each: 2).map { ($0[0], $0[1]) }
        for node in nodes where node.count < 0 { throw .negative("number of values", node.count) }
        buffers = try table.words(2, each: 2).map { ($0[0], $0[1]) }
        for buffer in buffers {
            guard buffer.offset >= 0, buffer.bytes >= 0, buffer.offset <= bodyBytes,
                buffer.bytes <= bodyBytes - buffer.offset
            else { throw .bufferOutside(offset: buffer.offset, bytes: buffer.bytes, body: bodyBytes) }
        }
        viewBuffers = try table.words(4, each: 1).map { $0[0] }
        if let compression = try table.table(3) {
            let number = try compression.integer(0, Int8(0))
            guard let codec = Codec(rawValue: number), try compression.integer(1, Int8(0)) == 0 else {
                throw .unsupportedCodec(number)
            }
            self.codec = codec
        } else {
            codec = nil
        }
    }
}
