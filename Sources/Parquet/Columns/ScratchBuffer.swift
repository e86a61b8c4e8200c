/// Reusable memory that grows as needed. Its content is lost at the next request.
final class ScratchBuffer {
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 16)

    deinit { memory.deallocate() }

    /// `count` uninitialized bytes, followed by at least 16 readable ones.
    func bytes(_ count: Int) -> UnsafeMutableRawBufferPointer {
        if memory.count < count + 16 {
            memory.deallocate()
            memory = .allocate(byteCount: count + max(count / 4, 16), alignment: 16)
        }
        return UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
    }

    /// Room for `count` elements, not initialized.
    func elements<Element: BitwiseCopyable>(
        _ count: Int, of type: Element.Type
    ) -> UnsafeMutableBufferPointer<Element> {
        bytes(count * MemoryLayout<Element>.stride).bindMemory(to: type)
    }
}
