/// A growable array of plain values for hot loops: no reference count, no copy on write, indices checked in debug.
///
/// The owner calls ``deallocate()``; copies share the memory.
struct GrowableBuffer<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private(set) var capacity: Int

    init(capacity: Int = 16) {
        self.capacity = max(capacity, 1)
        base = .allocate(capacity: self.capacity)
    }

    func deallocate() { base.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count)
            return base[index]
        }
        nonmutating set {
            assert(index >= 0 && index < count)
            base[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(by: 1) }
        base[count] = element
        count &+= 1
    }

    @inline(__always)
    mutating func append(_ source: UnsafePointer<Element>, count added: Int) {
        if capacity &- count < added { grow(by: added) }
        (base + count).update(from: source, count: added)
        count &+= added
    }

    /// Space for `added` elements past the end. Write them there, then call ``commit(_:)``.
    @inline(__always)
    mutating func reserve(_ added: Int) -> UnsafeMutablePointer<Element> {
        if capacity &- count < added { grow(by: added) }
        return base + count
    }

    @inline(__always)
    mutating func commit(_ added: Int) {
        assert(added <= capacity - count)
        count &+= added
    }

    mutating func truncate(to newCount: Int) {
        assert(newCount >= 0 && newCount <= count)
        count = newCount
    }

    func array() -> [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

    @inline(never)
    private mutating func grow(by added: Int) {
        let newCapacity = max(capacity * 2, count + added)
        let new = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
        new.update(from: base, count: count)
        base.deallocate()
        base = new
        capacity = newCapacity
    }
}
