import Foundation

/// How the command ends when something was thrown.
enum Termination {
    static let failed: Int32 = 1
    static let wrongUsage: Int32 = 2

    /// Ends the process as the signal would have done, so that a shell or a scheduler sees why.
    static func end(bySignal number: Int32) -> Never {
        // What is printed waits in a buffer.
        fflush(nil)
        signal(number, SIG_DFL)
        kill(getpid(), number)
        exit(128 + number)
    }
}

/// A signal asked the process to end, and everything has been reported.
struct EndBySignal: Error, CustomStringConvertible {
    var signal: Int32

    var description: String { "stopped" }
}
