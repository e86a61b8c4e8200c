import ArgumentParser

struct SurveyIngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Load a survey into a store, an answer per row.",
        discussion: """
            Table answers gets a row per respondent and question: country, culture, question, topic, status, code, \
            wording, weight. Attributes of respondents are kept once, and are columns of answers, too. A file that the \
            store has is not loaded again; a load that was broken off goes on where it stopped.

              cultivar survey ingest Iraq.csv --seeds WVQ.jsonl --store survey.sqlite
              cultivar query "select country, code, count(*) from answers group by 1, 2"
            """)

    @Option(help: ArgumentHelp("The name of the survey in the store (default: the profile's).", valueName: "name"))
    var dataset: String?

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup var files: SurveyFiles
    @OptionGroup var store: StoreOption

    func validate() throws {
        if files.paths.isEmpty { throw ValidationError("Name the files of the survey.") }
    }

    func run() throws {
        try SurveyIngest(files: files, dataset: dataset, storePath: store.path, isQuiet: quiet).run()
    }
}
