import ArgumentParser
import Duplicates
import Foundation
import Ingest
import Parquet
import Reports
import SQLite
import Warehouse

struct IndexDuplicatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "Find equal and nearly equal texts, and say so in columns of the samples.",
        discussion: """
            Nearly equal are texts whose runs of three words have a Jaccard similarity of at least 0.8; case and \
            punctuation do not count. The samples get the columns duplicate (unique, first, exact or near), \
            duplicate_of (the number of the first sample of the group, null for that one) and duplicate_group. They are \
            null for samples without a text and for those that were loaded since: run the command again then. `report \
            duplicates` tells how much of each stage is in others, too, and reports take --deduplicated. \
            docs/tagging.md has more.

              cultivar index duplicates
              cultivar index duplicates --threshold 0.9 --shingle 5
              cultivar index duplicates --exact
              cultivar report decay --where "duplicate_of is null"
            """)

    @Option(help: ArgumentHelp("The least similarity of nearly equal texts, from 0.4 to 1.", valueName: "share"))
    var threshold = 0.8

    @Option(help: ArgumentHelp("The words of a run.", valueName: "count"))
    var shingle = 3

    @Flag(help: "Only equal texts.")
    var exact = false

    @Option(help: ArgumentHelp("Memory for the keys of texts.", valueName: "size"))
    var keyMemory: ByteSize?

    @Option(help: ArgumentHelp("The column of the texts.", valueName: "column"), completion: CompletionNames.columns)
    var text = "text"

    @Flag(help: "Drop the columns' values.")
    var drop = false

    @Flag(help: "Print only problems.")
    var quiet = false

    @Option(help: ThreadOption.help) var threads: Int?
    @OptionGroup var store: StoreOption

    func validate() throws { try ThreadOption.apply(threads) }

    func run() throws {
        var options = try DuplicateOptions(
            threshold: exact ? 1 : threshold, shingleWords: shingle)
        if let keyMemory { options.keyBytes = Int(keyMemory.bytes) }
        let lock = try StoreLock.take(for: store.path)
        defer { withExtendedLifetime(lock) {} }
        let store = try Store.open(at: store.path, access: .readWrite)
        let start = ContinuousClock.now
        let former = try Store.open(at: store.path, access: .readOnly)
        let texts = StoredTexts(store: former, column: text, ids: nil)
        let groups = drop ? nil : try find(texts, options)
        try DuplicateColumns(groups: groups).write(to: store, reading: texts)
        guard !quiet else { return }
        guard let groups else { return print("\(store.path): duplicate, duplicate_of and duplicate_group are empty") }
        let account = DuplicateAccount(groups, seconds: (ContinuousClock.now - start).seconds)
        print("\(store.path): \(account.line)")
    }

    private func find(_ texts: StoredTexts, _ options: DuplicateOptions) throws -> DuplicateGroups {
        let line = DuplicateProgress(isShown: !quiet && StandardError.isTerminal)
        defer { line.clear() }
        if exact { return try DuplicateFinder.findEqual(line.reading(of: texts)) }
        return try DuplicateFinder(options).find { try line.reading(of: texts) }
    }
}
