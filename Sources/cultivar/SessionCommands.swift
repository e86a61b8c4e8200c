import ArgumentParser
import Ingest
import Prompt
import Reports
import Warehouse

/// The commands of the program that a session offers, with the options that they have on the command line.
struct SessionCommands: ProgramCommands {
    func run(_ words: [String], on store: Store) throws {
        var command = try parse(words + ["--store", store.path], as: Cultivar.self)
        try command.run()
    }

    func report(_ words: [String], on store: Store) throws -> RequestedReports? {
        var command = try parse(words, as: ReportCommand.self)
        guard let report = command as? ReportRunCommand else {
            try command.run()
            return nil
        }
        try report.tables.load(into: store)
        let requested = try report.requested(report.namedReports(), on: store)
        guard report.folder != nil else { return requested }
        try report.write(requested)
        return nil
    }

    func loadTable(_ definition: String, on store: Store) throws -> [String] {
        try OwnTable(parsing: definition).load(into: store).lines
    }

    /// Errors of the arguments are reported without the usage of the whole program.
    private func parse(_ words: [String], as type: (some ParsableCommand).Type) throws -> any ParsableCommand {
        do {
            return try type.parseAsRoot(words)
        } catch {
            throw UsageError(description: type.message(for: error))
        }
    }

    private struct UsageError: Error, CustomStringConvertible {
        var description: String
    }
}
