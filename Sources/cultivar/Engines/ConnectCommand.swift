import ArgumentParser
import Facts
import Foundation
import Ingest
import SparkFacts

struct ConnectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect",
        abstract: "Ask of a table on a Spark cluster without loading it.",
        discussion: """
            The samples stay where they are. Spark groups them by the tags that a question uses, and the program \
            answers from these counts: the same SQL and the same reports as for a store of files. The store keeps the \
            values of the tags, and no samples. A token is read from $CULTIVAR_SPARK_TOKEN, and is not kept.

              cultivar connect sc://localhost:15002 --table lake.corpus.samples --profile culturemarkers --store big.sqlite
              cultivar connect sc://localhost --parquet 's3a://corpus/shards/*.parquet' --store big.sqlite
              cultivar connect --refresh --store big.sqlite
              cultivar report all --store big.sqlite --out tables
            """)

    @Argument(help: ArgumentHelp("The server of Spark Connect: sc://HOST:PORT.", valueName: "address"))
    var address: String?

    @Option(help: ArgumentHelp("A table or view as Spark names it.", valueName: "name"))
    var table: String?

    @Option(
        help: ArgumentHelp("Paths of Parquet files as Spark reads them, with commas between them.", valueName: "paths"))
    var parquet: String?

    @Option(
        name: .customLong("cube-table"),
        help: ArgumentHelp(
            """
            Let Spark write the combinations of these columns with their counts as a table, or with a slash in the name \
            as Parquet files. Questions on some of the columns then do not read the samples. Without columns: stage, \
            source, language, culture, domain, task. The option can be repeated.
            """, valueName: "name[=columns]"))
    var cubeTables: [String] = []

    @Flag(help: "Read the values of the tags again, after the table has changed.")
    var refresh = false

    @OptionGroup var mapping: OutsideMappingOptions
    @OptionGroup var store: StoreOption

    func validate() throws {
        for text in cubeTables where CubeRequest(text) == nil {
            throw ValidationError("--cube-table is NAME or NAME=COLUMN,COLUMN, and is \(text).")
        }
        if refresh, address == nil, table == nil, parquet == nil { return }
        guard let address else { throw ValidationError("Name the address of the server, as sc://localhost:15002.") }
        guard let parts = SparkAddress(address) else {
            throw ValidationError("An address is sc://HOST:PORT, and is \(address).")
        }
        guard parts.lostNames.isEmpty else {
            throw ValidationError(
                """
                A store keeps \(SparkAddress.keptNames.joined(separator: " and ")) of an address, and no \
                \(parts.lostNames.joined(separator: " or ")), which later questions would lack.
                """)
        }
        guard (table == nil) != (parquet == nil) else {
            throw ValidationError("Name the samples by --table or by --parquet, one of both.")
        }
    }

    func run() throws {
        let cubes = cubeTables.compactMap(CubeRequest.init)
        guard let address = address.flatMap(SparkAddress.init), let name = table ?? parquet else {
            return try OutsideAttaching.refresh(store: store.path, options: mapping.options, cubes: cubes)
        }
        if let token = address.parameters.first(where: { $0.name == SparkAddress.tokenName })?.value {
            setenv(SparkFacts.tokenVariable, token, 1)
        }
        let location = EngineLocation(
            engine: SparkFacts.engineName, address: address.withoutSecrets.text, table: name, isParquet: parquet != nil)
        try OutsideAttaching(location: location, options: mapping.options, store: store.path, cubes: cubes).run()
    }
}
