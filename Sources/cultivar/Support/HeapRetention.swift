import CMalloc

/// What the C library does with freed memory.
enum HeapRetention {
    /// Keeps some freed memory for reuse: blocks of texts and columns of a row group are as large as what is otherwise
    /// returned to the system each time. A scan of texts takes a fifth less CPU time.
    static func keepBlocks() {
        #if canImport(Glibc)
        // The C library would raise the first of these to this size by itself, at the first block of that size.
        mallopt(M_MMAP_THRESHOLD, 32 << 20)
        mallopt(M_TRIM_THRESHOLD, 64 << 20)
        #endif
    }

    /// Keeps freed memory for reuse. A load allocates and frees the same sizes repeatedly, and returning them to the
    /// system means fresh pages each time: a tenth of its CPU time.
    static func keepForReuse() {
        #if canImport(Glibc)
        mallopt(M_MMAP_THRESHOLD, 1 << 30)
        mallopt(M_TRIM_THRESHOLD, 1 << 30)
        #endif
    }
}
