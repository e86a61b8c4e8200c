import ArgumentParser
import Parallel

/// How many threads a command may use.
struct ThreadOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Work with this many threads (default: CULTIVAR_THREADS, else the machine's cores). Results do not depend on it.
            """, valueName: "count"))
    var threads: Int?

    /// Also sets the width: a command's arguments are validated once, before it runs.
    func validate() throws {
        guard let threads else { return }
        guard threads > 0 else { throw ValidationError("--threads is a number from 1, and is \(threads).") }
        Width.current = threads
    }
}
