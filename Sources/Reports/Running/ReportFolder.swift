import Foundation

/// A folder that takes the tables of reports as CSV files.
public struct ReportFolder {
    /// One file that was written.
    public struct File: Sendable, Equatable {
        public var path: String
        public var rows: Int
        /// What it means that the table has no rows, where its header says it.
        public var emptiness: String?
    }

    private let path: String

    public init(path: String) {
        self.path = path
    }

    /// Writes `NAME.csv` and `NAME-part.csv` for every table of the reports; the folder is made where it is absent. A file
    /// takes its name when it is whole: a report that fails leaves what stood there before.
    ///
    /// - Throws: `ReportError`, `OutputError`.
    public func write(_ reports: [ReportDefinition], with runner: ReportRunner) throws -> [File] {
        try makeFolder()
        var files: [File] = []
        for report in reports {
            for table in report.tables {
                let file = self.file(report.fileName(of: table) + ".csv")
                let unfinished = file + ".part"
                do {
                    let sink = try FileDescriptorSink(creating: unfinished)
                    let rows = try runner.write(table, of: report, format: .csv, to: sink)
                    files.append(File(path: file, rows: rows, emptiness: table.emptiness))
                } catch {
                    unlink(unfinished)
                    throw error
                }
                guard rename(unfinished, file) == 0 else {
                    throw OutputError.cannotWrite(path: file, reason: OutputError.reason(errno))
                }
            }
        }
        return files
    }

    private func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    private func makeFolder() throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputError.cannotWrite(path: path, reason: "the folder cannot be made: \(OutputError.reason(errno))")
        }
    }
}
