import Reports
import Tabular
import Warehouse

/// Commands of the program that a session offers as well, with their options.
public protocol ProgramCommands {
    /// Runs a command of the program on a store: `["export", "notebook", "--out", "corpus.ipynb"]`.
    func run(_ words: [String], on store: Store) throws

    /// What `cultivar report` with these words would print; nil if the words make it write files, which is then done.
    func report(_ words: [String], on store: Store) throws -> RequestedReports?

    /// Makes a temporary table of files, `name=path`.
    ///
    /// - Returns: the counts of their records, in lines.
    func loadTable(_ definition: String, on store: Store) throws -> [String]
}

/// The requested reports, with their options.
public struct RequestedReports {
    public var reports: [ReportDefinition]
    public var runner: ReportRunner
    /// The requested format; nil for the session's own.
    public var format: OutputFormatName?
    /// Other requested reports that cannot be run on the store.
    public var omissions: [ReportRunner.Omission]

    public init(
        reports: [ReportDefinition], runner: ReportRunner, format: OutputFormatName?,
        omissions: [ReportRunner.Omission] = []
    ) {
        self.reports = reports
        self.runner = runner
        self.format = format
        self.omissions = omissions
    }
}
