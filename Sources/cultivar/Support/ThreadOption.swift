import ArgumentParser
import Parallel

/// How many threads a command may use: its option `--threads`.
///
/// It is no group of options: the parser takes as long for a group of one as for a command.
enum ThreadOption {
    static let help = ArgumentHelp(
        """
        Work with this many threads (default: CULTIVAR_THREADS, else the machine's cores). Results do not depend on it.
        """, valueName: "count")

    /// Sets the number of threads, for the validation of a command's arguments, which comes once before it runs.
    ///
    /// - Throws: `ValidationError`.
    static func apply(_ threads: Int?) throws {
        guard let threads else { return }
        guard threads > 0 else { throw ValidationError("--threads is a number from 1, and is \(threads).") }
        Width.current = threads
    }
}
