import ArgumentParser
import Reports
import Tabular

struct ReportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "List the built-in reports.",
        discussion: """
            Prints name, title and question of each; `cultivar report NAME` runs one.

              cultivar reports
            """)

    func run() throws {
        let output = FileDescriptorSink.standardOutput()
        let blocks = try ReportCatalogue.embedded().map { report in
            let parameters = report.parameters.map { "  \($0.option)  \($0.meaning)\n" }.joined()
            return "\(report.name): \(report.title)\n  \(report.question)\n\(parameters)"
        }
        try output.write(Array(blocks.joined(separator: "\n").utf8))
    }
}
