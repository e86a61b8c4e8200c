import ArgumentParser

/// The commands that tag a corpus and tell how far the tags can be trusted.
struct TagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: "Tag texts by a language model, by lexicons or by people.",
        discussion: """
            Answers are kept in a ledger beside the store, so the same command goes on where it stopped. `tag adopt` \
            makes them the samples' own tags, or rows of the table judgements beside people's labels; `report \
            agreement` compares them, and `report corrected-shares` corrects shares for a tagger's errors. See \
            docs/tagging.md.

              cultivar tag --tagger small --endpoint http://127.0.0.1:8080/v1 --model m
              cultivar tag --tagger words --offline
              cultivar tag status
              cultivar tag adopt --tagger small
              cultivar tag sheet --sample 300 --stratify stage,language --out sheet.csv
              cultivar tag labels sheet.csv --rater anna
            """,
        subcommands: [
            TagRunCommand.self, TagStatusCommand.self, TagAdoptCommand.self, TagSheetCommand.self,
            TagLabelsCommand.self,
        ],
        defaultSubcommand: TagRunCommand.self)
}
