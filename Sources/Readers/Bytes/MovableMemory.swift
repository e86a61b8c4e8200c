#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Memory that grows without copying its content: the system moves the pages. Unwritten pages take no memory, so
/// reserving twice the length of a long record costs no more than the record.
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
        // As with any other allocation, the program cannot continue without it.
        guard let memory else { preconditionFailure("\(count) bytes cannot be allocated") }
        return memory.assumingMemoryBound(to: UInt8.self)
    }
}
