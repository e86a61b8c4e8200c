/// Bytes in memory.
public final class RandomAccessMemory: RandomAccessSource {
    public let name: String
    private let bytes: [UInt8]

    public init(_ bytes: [UInt8], name: String = "memory") {
        self.bytes = bytes
        self.name = name
    }

    public var byteCount: Int64 { Int64(bytes.count) }

    public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(ParquetProblem) {
        guard offset >= 0, offset <= bytes.count, buffer.count <= bytes.count - Int(offset) else {
            throw .fileEndsEarly
        }
        bytes.withUnsafeBytes { all in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[Int(offset)..<Int(offset) + buffer.count]))
        }
    }
}
