#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Memory that grows without copying its content: the system moves the pages. Unwritten pages take no memory, so
/// reserving twice the length of a long record costs no more than the record.
enum MovableMemory {
    /// - Precondition: `count` does not depend on the input, and the system has that much. As with any other allocation
    ///   of Swift, the program cannot continue without it.
    static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        guard let memory = allocateIfPossible(count) else { preconditionFailure("\(count) bytes cannot be allocated") }
        return memory
    }

    /// Nil if the system does not give so much.
    static func allocateIfPossible(_ count: Int) -> UnsafeMutablePointer<UInt8>? {
        malloc(max(count, 1))?.assumingMemoryBound(to: UInt8.self)
    }

    /// Nil if the system does not give so much; `base` then stays as it is.
    static func grow(_ base: UnsafeMutablePointer<UInt8>, to count: Int) -> UnsafeMutablePointer<UInt8>? {
        realloc(base, count)?.assumingMemoryBound(to: UInt8.self)
    }

    static func free(_ base: UnsafeMutablePointer<UInt8>) {
        #if canImport(Glibc)
        Glibc.free(base)
        #else
        Darwin.free(base)
        #endif
    }
}
