import ArgumentParser
import Prompt
import Warehouse

/// The limits and rights of statements.
struct LimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("End a statement that takes longer.", valueName: "seconds"))
    var timeout: Double?

    @Option(
        help: ArgumentHelp(
            "End a statement that needs more memory, such as 500MB or 8GB (default: half of the machine's).",
            valueName: "size"))
    var maxMemory: ByteSize?

    @Option(help: ThreadOption.help) var threads: Int?

    @Flag(help: "Let statements write, attach other files and load extensions, and recurse without end.")
    var writable = false

    func validate() throws {
        try ThreadOption.apply(threads)
        if let timeout, !(timeout > 0) { throw ValidationError("--timeout takes a number of seconds above 0.") }
    }

    /// Runs work that is not a statement, such as reading tables, within the limits.
    func runWork<Result>(_ body: () throws -> Result) throws -> Result {
        let limits = sessionOptions.limits
        let watch = WorkWatch(WorkWatch.Limits(timeout: limits.timeout, memory: limits.memory))
        defer { watch.end() }
        return try body()
    }

    var sessionOptions: Session.Options {
        var options = Session.Options()
        options.isWritable = writable
        options.limits = .careful
        options.limits.timeout = timeout
        if let maxMemory { options.limits.memory = maxMemory.bytes }
        if writable { options.limits.recursionSteps = nil }
        return options
    }
}

/// The limits of the statements of a command that only reads.
struct RunLimits: ParsableArguments {
    @Option(help: ArgumentHelp("End a statement that takes longer.", valueName: "seconds"))
    var timeout: Double?

    @Option(
        help: ArgumentHelp(
            "End a statement that needs more memory, such as 500MB or 8GB (default: half of the machine's).",
            valueName: "size"))
    var maxMemory: ByteSize?

    @Option(help: ThreadOption.help) var threads: Int?

    func validate() throws {
        try ThreadOption.apply(threads)
        if let timeout, !(timeout > 0) { throw ValidationError("--timeout takes a number of seconds above 0.") }
    }

    /// Seconds within which an interrupted statement must end.
    private static let patience = 10.0

    private var limits: StatementLimits {
        var limits = StatementLimits.careful
        limits.timeout = timeout
        if let maxMemory { limits.memory = maxMemory.bytes }
        // The time limit is then the one that ends it.
        if timeout != nil { limits.recursionSteps = nil }
        return limits
    }

    /// Runs `body`, which runs statements of a store, within the limits.
    func run<Result>(on store: Store, _ body: () throws -> Result) throws -> Result {
        limits.apply()
        // Work that is not a statement of SQLite cannot be interrupted.
        let watch = WorkWatch(
            WorkWatch.Limits(timeout: limits.timeout, memory: limits.memory), patience: RunLimits.patience)
        defer { watch.end() }
        return try LimitedRun(store, limits: limits).run(body)
    }
}

/// A number of bytes as people write it: 500MB, 1.5GiB, 4096.
struct ByteSize: ExpressibleByArgument {
    var bytes: Int64

    init?(argument: String) {
        guard let match = argument.lowercased().wholeMatch(of: /([0-9]+(?:\.[0-9]+)?) ?([kmgt]?)(i?)b?/),
            let number = Double(match.1)
        else { return nil }
        let power = match.2.isEmpty ? 0 : ["k", "m", "g", "t"].firstIndex(of: String(match.2)).map { $0 + 1 } ?? 0
        let unit = (0..<power).reduce(1.0) { unit, _ in unit * (match.3.isEmpty ? 1000 : 1024) }
        guard let bytes = Int64(exactly: (number * unit).rounded()), bytes > 0 else { return nil }
        self.bytes = bytes
    }
}
