/// The layout of a message in a stream or file: a mark, the length of the metadata, the metadata, the body.
enum MessageFrame {
    /// Before a message and before the end of a stream; writers before version 0.15 of Arrow leave it out.
    static let mark: UInt32 = 0xFFFF_FFFF
    /// The first and the last bytes of a file; at its beginning two zeros follow.
    static let magic = Array("ARROW1".utf8)
    static let head = magic + [0, 0]
    /// The version of the metadata since Arrow 1.0.
    static let version: Int16 = 4

    /// The header of a message, by its number in the union `MessageHeader`.
    enum Header: UInt8 {
        case schema = 1
        case dictionaryBatch = 2
        case recordBatch = 3
    }

    /// The end of a stream.
    static let end: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]

    /// The mark, the length and the metadata of a message, up to its body.
    static func bytes(_ header: Header, _ table: FlatTable, bodyBytes: Int) -> [UInt8] {
        var message = FlatTable()
        message[0] = .integer(version)
        message[1] = .integer(header.rawValue)
        message[2] = .table(table)
        message[3] = .integer(Int64(bodyBytes))
        let metadata = FlatBufferWriter.bytes(of: message)
        return end.prefix(4) + withUnsafeBytes(of: UInt32(metadata.count).littleEndian, Array.init) + metadata
    }
}

/// The position of a message in a file.
struct MessageBlock: Sendable, Hashable {
    /// Of its mark.
    var offset: Int64
    /// The bytes up to its body.
    var metadataBytes: Int32
    var bodyBytes: Int64

    /// The structure `Block` of a file's footer.
    var bytes: [UInt8] {
        withUnsafeBytes(of: offset.littleEndian, Array.init)
            + withUnsafeBytes(of: Int64(metadataBytes).littleEndian, Array.init)
            + withUnsafeBytes(of: bodyBytes.littleEndian, Array.init)
    }
}
