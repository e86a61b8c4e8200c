import ArgumentParser
import Foundation
import Reports
import Tabular

extension Termination {
    /// Tells the error on standard error, or the help on standard output, and ends the process.
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

    /// Whether the parser of arguments has words for it: usage, help, an exit code.
    private static func isOfArgumentParser(_ error: any Error) -> Bool {
        let code = Cultivar.exitCode(for: error)
        return code != .failure || error is ExitCode
    }
}
