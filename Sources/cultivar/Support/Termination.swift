import ArgumentParser
import Foundation
import Reports

/// How the command ends when something was thrown.
enum Termination {
    static let failed: Int32 = 1
    static let wrongUsage: Int32 = 2

    /// Prints the error on standard error, or the help on standard output, and ends the process.
    static func end(with error: any Error) -> Never {
        if case OutputError.closedPipe = error { exit(0) }
        if let error = error as? EndBySignal { end(bySignal: error.signal) }
        if isOfArgumentParser(error) {
            let code = Cultivar.exitCode(for: error)
            let message = Cultivar.fullMessage(for: error)
            if !message.isEmpty { code == .success ? print(message) : StandardError.write(message + "\n") }
            exit(code == .validationFailure ? wrongUsage : code.rawValue)
        }
        StandardError.tell(error)
        exit(failed)
    }

    /// Ends the process as the signal would have done, so that a shell or a scheduler sees why.
    static func end(bySignal number: Int32) -> Never {
        // What is printed waits in a buffer.
        fflush(nil)
        signal(number, SIG_DFL)
        kill(getpid(), number)
        exit(128 + number)
    }

    /// Whether the parser of arguments has words for it: usage, help, an exit code.
    private static func isOfArgumentParser(_ error: any Error) -> Bool {
        let code = Cultivar.exitCode(for: error)
        return code != .failure || error is ExitCode
    }
}

/// A signal asked the process to end, and everything has been reported.
struct EndBySignal: Error, CustomStringConvertible {
    var signal: Int32

    var description: String { "stopped" }
}
