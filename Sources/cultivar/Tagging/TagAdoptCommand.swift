import ArgumentParser
import Foundation
import LocalFacts
import Parquet
import Reports
import SQLite
import Tabular
import Tagging
import Warehouse

struct TagAdoptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Make a tagger's tags the samples' own, or rows of the table judgements.",
        discussion: """
            The tags take their places in the columns culture, domain, task, language and places, where all commands \
            and reports find them. Samples that the tagger has not tagged keep what they have. If samples have tags \
            already, nothing is done unless --replace is given; --out adopts in a copy of the store, which keeps the \
            first one as it is. --judgements adds the tags to the table judgements instead, beside people's labels.

              cultivar tag adopt --tagger small
              cultivar tag adopt --tagger small --dimensions culture --replace --out tagged.sqlite
              cultivar tag adopt --tagger words --judgements --where "id % 100 = 0"
            """)

    @Option(help: ArgumentHelp("Whose tags.", valueName: "name"))
    var tagger: String

    @Option(help: ArgumentHelp("The revision of the tagger (default: the last one).", valueName: "number"))
    var revision: Int?

    @Flag(help: "Add rows to the table judgements; the samples stay as they are.")
    var judgements = false

    @Flag(help: "Replace tags that samples have.")
    var replace = false

    @Option(
        name: .customLong("out"), help: ArgumentHelp("Adopt in a copy of the store.", valueName: "file"),
        completion: .file())
    var copy: String?

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup(title: "Texts") var selection: TextSelection
    @OptionGroup var questions: QuestionOptions
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var store: StoreOption

    func validate() throws {
        if judgements, replace || copy != nil {
            throw ValidationError("--judgements only adds rows: it goes with neither --replace nor --out.")
        }
    }

    func run() throws {
        let reader = try LedgerReader(path: ledger.path(beside: store.path))
        let tagger = try reader.tagger(named: tagger, revision: revision)
        let known = try reader.statuses(of: tagger).map(\.dimension)
        let dimensions = Array(Set(known)).sorted().filter { questions.dimensionNames?.contains($0) ?? true }
        let unknown = (questions.dimensionNames ?? []).filter { !known.contains($0) }
        guard unknown.isEmpty else {
            throw TagCommandError.unknownDimensions(unknown, known: Array(Set(known)).sorted())
        }
        if judgements { return try addJudgements(reader, tagger, dimensions) }
        let path = try copied()
        let lock = try StoreLock.take(for: path)
        defer { withExtendedLifetime(lock) {} }
        let adoption = try SampleAdoption(
            path: path, reader: reader, tagger: tagger, dimensions: dimensions,
            vocabulary: questions.vocabulary.map { try Vocabulary.load($0) }, replaces: replace)
        do {
            let account = try adoption.run(selection)
            guard !quiet else { return }
            func count(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
            print(
                """
                \(path): \(count(account.samples)) samples = \(count(account.adopted)) with tags of \
                \(tagger.identity.name) + \(count(account.untagged)) that it has not tagged + \
                \(count(account.empty)) without a text; \(dimensions.joined(separator: ", "))
                """)
        } catch {
            if let copy { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + end) } }
            throw error
        }
    }

    /// The path of the store that is changed.
    private func copied() throws -> String {
        guard let copy else { return store.path }
        guard !FileManager.default.fileExists(atPath: copy) else { throw StoreError.exists(path: copy) }
        let original = try Store.open(at: store.path, access: .readWrite)
        try original.connection.execute("vacuum main into ?", .text(copy))
        return copy
    }

    private func addJudgements(
        _ reader: LedgerReader, _ tagger: LedgerReader.Tagger, _ dimensions: [String]
    ) throws {
        let lock = try StoreLock.take(for: store.path)
        defer { withExtendedLifetime(lock) {} }
        var judgements: [Judgement] = []
        var (samples, untagged, empty, repeated, withoutValue) = (0, 0, 0, 0, 0)
        var seen: Set<TextKey> = []
        let rater = tagger.revision == 1 ? tagger.identity.name : "\(tagger.identity.name)@\(tagger.revision)"
        // Read on a connection of its own, which is closed before the load ends.
        let reading = try selection.texts(of: store.open()).reading()
        while let (id, text) = try reading.next() {
            samples += 1
            guard let key = TextKey(of: text) else {
                empty += 1
                continue
            }
            guard seen.insert(key).inserted else {
                repeated += 1
                continue
            }
            guard let values = try reader.values(of: tagger, key) else {
                untagged += 1
                continue
            }
            for dimension in dimensions {
                let given = values.filter { $0.dimension == dimension }
                // Outside the vocabulary or missing is no judgement.
                guard given.contains(where: { $0.status == .valid || $0.status == .aliased }) else {
                    withoutValue += 1
                    continue
                }
                judgements.append(
                    Judgement(
                        item: key, samples: [id], tagger: rater, kind: tagger.identity.kind, dimension: dimension,
                        values: given.compactMap(\.value), place: id))
            }
        }
        guard !judgements.isEmpty else { throw TagCommandError.nothingToAdopt(tagger: rater) }
        let account = try JudgementLoad(
            store: try Store.open(at: store.path, access: .readWrite),
            arguments: FileName.commandLineArguments().map(FileName.shown),
            path: "\(ledger.path(beside: store.path)): \(rater)", format: "ledger"
        ).run(judgements)
        guard !quiet else { return }
        func count(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
        print(
            """
            \(rater): \(count(samples)) samples = \(count(samples - untagged - empty - repeated)) tagged texts + \
            \(count(repeated)) equal to another + \(count(untagged)) not tagged + \(count(empty)) without a text
            \(count(account.kept)) judgements kept (\(count(account.rows)) rows), \(count(account.known)) known before, \
            \(count(account.contradictions.count)) rejected, \(count(withoutValue)) outside the vocabulary or missing
            """)
    }
}
