import ArgumentParser
import Facts
import Foundation
import Ingest
import PlainFacts

struct AttachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Ask of a table of a SQLite database without loading it.",
        discussion: """
            The table is then a relation as if it had been loaded by the profile: with places, languages, lists, shares \
            and reports. It stays as it is, and its rows are read for each question. Attach it again after it has changed.

              cultivar attach --table replies --profile ./replies.yaml
              cultivar attach --table posts --database forum.db --store posts.sqlite
            """)

    @Option(help: ArgumentHelp("A table or view.", valueName: "name"))
    var table: String

    @Option(
        help: ArgumentHelp(
            "The SQLite database that has the table, if that is not the store's own file. It is only read.",
            valueName: "file"),
        completion: .file())
    var database: String?

    @OptionGroup var mapping: OutsideMappingOptions
    @OptionGroup var store: StoreOption

    func run() throws {
        let address = database.map { URL(filePath: $0).standardizedFileURL.path }
        let location = EngineLocation(engine: PlainFacts.engineName, address: address, table: table)
        try OutsideAttaching(location: location, options: mapping.options, store: store.path).run()
    }
}
