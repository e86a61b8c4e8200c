#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Memory that grows without a copy of what is in it: the system moves the pages. Pages that nothing was written to
/// take no memory, so that room for twice of a long record costs no more than the record.
enum MovableMemory {
    static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> { moved(malloc(max(count, 1)), count) }

    static func grow(_ base: UnsafeMutablePointer<UInt8>, to count: Int) -> UnsafeMutablePointer<UInt8> {
        moved(realloc(base, count), count)
    }

    static func free(_ base: UnsafeMutablePointer<UInt8>) {
        #if canImport(Glibc)
        Glibc.free(base)
        #else
        Darwin.free(base)
        #endif
    }

    private static func moved(_ memory: UnsafeMutableRawPointer?, _ count: Int) -> UnsafeMutablePointer<UInt8> {
        // As where any other memory is allocated, there is no going on without it.
        guard let memory else { preconditionFailure("\(count) bytes cannot be allocated") }
        return memory.assumingMemoryBound(to: UInt8.self)
    }
}
