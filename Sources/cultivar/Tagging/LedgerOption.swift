import ArgumentParser

/// Where the answers of taggers are kept.
struct LedgerOption: ParsableArguments {
    @Option(
        name: .customLong("ledger"),
        help: ArgumentHelp("The ledger of answers (default: the store's name with -tags).", valueName: "file"),
        completion: .file())
    var given: String?

    func path(beside store: String) -> String { given ?? store + "-tags" }
}
