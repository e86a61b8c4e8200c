import ArgumentParser
import Reports
import Tabular

struct ReportDescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Explain what a report measures.",
        discussion: """
            Prints the header of the report's SQL file: the question, what the store must have, the parameters with their \
            defaults, and for each table its grain, every column's unit and meaning, and the chart.

              cultivar report describe decay
            """)

    @Argument(
        help: ArgumentHelp("The report, one table of it, or the path of an SQL file.", valueName: "name"),
        completion: CompletionNames.reports)
    var name: String

    func run() throws {
        let reports = try ReportCatalogue.reports(named: name)
        let text = reports.map { ReportDescription($0).text }.joined(separator: "\n")
        try FileDescriptorSink.standardOutput().write(Array(text.utf8))
    }
}
