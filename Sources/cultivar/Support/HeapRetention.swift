import CMalloc

/// What the C library does with freed memory.
enum HeapRetention {
    /// Keeps freed memory for reuse. A load allocates and frees the same sizes repeatedly, and returning them to the
    /// system means fresh pages each time: a tenth of its CPU time.
    static func keepForReuse() {
        #if canImport(Glibc)
        mallopt(M_MMAP_THRESHOLD, 1 << 30)
        mallopt(M_TRIM_THRESHOLD, 1 << 30)
        #endif
    }
}
