/// Ends a compressed source with an error if its bytes expand to more than is allowed, so that decompression bombs are
/// stopped early.
final class RatioWatch: ByteSource {
    private let source: any ByteSource
    private let maximumRatio: Int
    private var produced: Int64 = 0

    /// Fewer bytes than this are harmless, whatever the ratio.
    private static let leastBytes: Int64 = 16 << 20

    init(_ source: any ByteSource, maximumRatio: Int) {
        self.source = source
        self.maximumRatio = maximumRatio
    }

    var name: String { source.name }
    var consumedBytes: Int64 { source.consumedBytes }
    var totalBytes: Int64? { source.totalBytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try source.read(into: buffer)
        produced += Int64(count)
        if produced > Self.leastBytes, produced / Int64(max(maximumRatio, 1)) > max(source.consumedBytes, 1) {
            throw ReadError.ratioTooHigh(file: name, limit: maximumRatio, produced: produced)
        }
        return count
    }
}
