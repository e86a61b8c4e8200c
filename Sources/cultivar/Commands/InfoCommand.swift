import ArgumentParser
import Reports
import Tabular
import Warehouse

struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Show what a store holds, and what it could not resolve.",
        discussion: """
            Shows the files with their counts, the columns with their distinct values and nulls, sources without a stage, \
            places and languages that did not resolve, and rejected rows.

              cultivar info
              cultivar info --limit 1000 --store paper.sqlite
            """)

    @Option(help: "How many rows of the long lists to show.")
    var limit = 20

    @OptionGroup var limits: RunLimits
    @OptionGroup var store: StoreOption

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit is a number from 0, and is \(limit).") }
    }

    func run() throws {
        let store = try store.open()
        let information = try limits.run(on: store) { try store.information(rejectLimit: limit) }
        let text = InformationText(information, limit: limit).text
        try FileDescriptorSink.standardOutput().write(Array(text.utf8))
    }
}
