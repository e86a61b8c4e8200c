/// The bytes of a column chunk, read from the source in order, either as many as are wanted or a window at a time.
final class ChunkInput {
    private let source: any RandomAccessSource
    /// The next byte to be given.
    private(set) var position: Int64
    /// Nothing is read from here on.
    private(set) var end: Int64
    /// The bytes that are read at a time if fewer are requested.
    private let window: Int

    private let memory = ScratchBuffer()
    private var loaded = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var loadedFrom: Int64 = 0

    init(_ source: any RandomAccessSource, range: Range<Int64>, window: Int = 1 << 20) {
        self.source = source
        position = range.lowerBound
        end = range.upperBound
        self.window = window
    }

    var remaining: Int64 { end - position }

    /// Continues at another part of the file.
    func move(to range: Range<Int64>) {
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next bytes, `count` of them or as many as there are. They are valid until the next call, and are not
    /// consumed.
    func peek(_ count: Int) throws(ParquetProblem) -> UnsafeRawBufferPointer {
        let count = Int(min(Int64(count), remaining))
        let within = position - loadedFrom
        if within < 0 || within > loaded.count || count > loaded.count - Int(within) { try load(count) }
        let start = Int(position - loadedFrom)
        return UnsafeRawBufferPointer(rebasing: loaded[start..<start + count])
    }

    /// Skips bytes, which need not have been read. `count` is at most ``remaining``.
    func skip(_ count: Int) { position += Int64(count) }

    private func load(_ count: Int) throws(ParquetProblem) {
        let size = Int(min(Int64(max(count, window)), remaining))
        loaded = memory.bytes(size)
        loadedFrom = position
        do throws(ParquetProblem) {
            try source.read(at: position, into: loaded)
        } catch {
            loaded = UnsafeMutableRawBufferPointer(start: nil, count: 0)
            throw error
        }
    }
}
