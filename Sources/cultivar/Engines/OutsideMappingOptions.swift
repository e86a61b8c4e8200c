import ArgumentParser
import Ingest
import SparkFacts
import Parquet

/// How the fields of an outside table become columns.
struct OutsideMappingOptions: ParsableArguments {
    @Option(
        help: "A profile of `cultivar profiles`, or a file; without one the columns are found by names and values.",
        completion: CompletionNames.profiles)
    var profile: String?

    @Option(help: "The source of all rows, instead of that in the table.")
    var source: String?

    @Option(help: "The stage of all rows, instead of that of the table or sources.")
    var stage: String?

    @Option(help: "The name of the data set.")
    var dataset: String?

    @Option(
        help: ArgumentHelp("A CSV file with the columns source and stage.", valueName: "file.csv"), completion: .file())
    var stages: String?

    var options: IngestOptions {
        var options = IngestOptions(
            arguments: FileName.commandLineArguments().map { SparkAddress.withoutSecrets(FileName.shown($0)) },
            version: Release.version)
        options.profile = profile
        options.source = source
        options.stage = stage
        options.dataset = dataset
        options.stagesFile = stages
        return options
    }
}
