import Foundation
import Reports
import SQLite
import Tabular
import Warehouse

/// Reads statements and commands line by line and shows their results until the input ends or `.quit` is said.
public final class Session {
    /// How a session behaves, as the command line says it.
    public struct Options: Sendable {
        public var format = OutputFormatName.table
        public var limits = StatementLimits()
        /// A script goes on after an error.
        public var keepsGoing = false
        /// Statements may write, open other files and load extensions.
        public var isWritable = false
        /// Commands run no programs, write no files and read none but the store.
        public var isSafe = false

        public init() {}
    }

    let options: Options
    /// Nil where results go to a file or a pipe.
    private(set) var terminal: Terminal?
    let program: (any ProgramCommands)?
    let screen: any TextSink
    let report: (any Error) -> Void
    var sources: [any LineSource]
    var settings: Settings
    var store: Store
    var policy: ReadingPolicy?
    var destination = Destination.screen
    var lastResult: KeptResult?
    /// The last statement as it was run.
    var lastStatement: String?
    /// What it took, without the time in which a person read its result.
    var lastSeconds = 0.0
    /// Surprises that the session has named.
    var toldSurprises: Set<Surprises.Kind> = []
    var isOver = false
    var failures = 0
    private lazy var cachedCatalogue: PromptCatalogue? = nil

    /// - Parameters:
    ///   - program: the commands of the program that can be said here as well.
    ///   - report: tells an error to the person at the terminal.
    public init(
        store: Store, source: any LineSource, output: any TextSink, terminal: Terminal? = nil, options: Options,
        program: (any ProgramCommands)? = nil, report: @escaping (any Error) -> Void
    ) {
        self.store = store
        self.options = options
        self.terminal = terminal
        // A pager is a program, and runs others.
        if options.isSafe { self.terminal?.pager = nil }
        self.program = program
        self.report = report
        screen = output
        sources = [source]
        settings = Settings(format: options.format)
        protectStore()
        if let editor = source as? LineEditor { attach(editor) }
    }

    func protectStore() {
        policy = options.isWritable ? nil : store.connection.allowReadingOnly()
        cachedCatalogue = nil
    }

    /// Has the names of the store looked up again.
    func forgetNames() { cachedCatalogue = nil }

    /// What completion, help and guesses know of the store.
    var catalogue: PromptCatalogue {
        if let cachedCatalogue { return cachedCatalogue }
        let made = PromptCatalogue(store: store, limits: options.limits)
        cachedCatalogue = made
        return made
    }

    /// The command line of the pager; nil for none.
    var pager: String? {
        get { terminal?.pager }
        set { terminal?.pager = newValue }
    }

    var isInteractive: Bool { sources.last?.isInteractive ?? false }

    /// The editor of the person who types; nil for scripts.
    var editor: LineEditor? { sources.last as? LineEditor }
}
