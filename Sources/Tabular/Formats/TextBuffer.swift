/// Bytes of UTF-8 text to be written.
public struct TextBuffer: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Appends bytes of UTF-8 text as they are.
    public mutating func append(_ utf8: UnsafeRawBufferPointer) { bytes.append(contentsOf: utf8) }

    public mutating func append(_ byte: UInt8) { bytes.append(byte) }

    public mutating func append(_ character: Unicode.Scalar) {
        bytes.append(contentsOf: UTF8.encode(character) ?? .init())
    }

    public mutating func appendSpaces(_ count: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(0, count)))
    }

    /// Empties the buffer and keeps its memory.
    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
