import ArgumentParser
import Foundation
import LocalFacts
import Parquet
import Reports
import Tabular
import Tagging
import Warehouse

struct TagLabelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels",
        abstract: "Load people's labels into the table judgements.",
        discussion: """
            A file is a returned sheet (key, and a column per dimension; --rater says whose), long (key, rater, \
            dimension, value) or wide (key, and a column per rater; --dimension says of what). A key is what `tag \
            sheet` wrote, the number of a sample, or with --key a value of a column of the samples. A blank label is \
            missing; “none” is the judgement that a text has no value of a dimension with several. Labels outside the \
            vocabulary refuse the file, and so does a rater's second label of a text, unless --keep last.

              cultivar tag labels anna.csv --rater anna
              cultivar tag labels wide.csv --dimension culture --keep last
              cultivar tag labels long.csv --key prompt_id --vocabulary mine.yaml
            """)

    @Argument(help: ArgumentHelp("CSV files, with commas, semicolons or tabs.", valueName: "file"), completion: .file())
    var paths: [String]

    @Option(help: ArgumentHelp("Who filled in a returned sheet.", valueName: "name"))
    var rater: String?

    @Option(help: ArgumentHelp("What the raters of a wide file judged.", valueName: "name"))
    var dimension: String?

    @Option(help: "What becomes of a rater's second label of a text: refuse, or the last one is kept.")
    var keep = PeoplesLabels.Repeated.refuse

    @Option(
        help: ArgumentHelp("The column of the samples that has the keys.", valueName: "column"),
        completion: CompletionNames.columns)
    var key: String?

    @Option(
        help: ArgumentHelp("The values (default: \(Vocabulary.usualName)).", valueName: "name or file.yaml"),
        completion: .file(extensions: ["yaml", "yml"]))
    var vocabulary: String?

    @Option(help: ArgumentHelp("The column of the texts.", valueName: "column"), completion: CompletionNames.columns)
    var text = "text"

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup var store: StoreOption

    func validate() throws {
        if paths.isEmpty { throw ValidationError("Name the files of labels.") }
    }

    func run() throws {
        let vocabulary = try Vocabulary.load(vocabulary ?? Vocabulary.usualName)
        // All files are read before anything is stored.
        let files = try paths.map { path in
            (path: path, labels: try labels(of: path, vocabulary))
        }
        let lock = try StoreLock.take(for: store.path)
        defer { withExtendedLifetime(lock) {} }
        let store = try Store.open(at: store.path, access: .readWrite)
        for (path, labels) in files { try load(labels, of: path, into: store) }
    }

    private func labels(of path: String, _ vocabulary: Vocabulary) throws -> [Label] {
        let bytes: Data
        do { bytes = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw TagCommandError.unreadable(file: path, reason: error.localizedDescription)
        }
        return try PeoplesLabels.read(
            Array(bytes), file: path, vocabulary: vocabulary, dimension: dimension, rater: rater, repeated: keep)
    }

    private func load(_ labels: [Label], of path: String, into store: Store) throws {
        let finder = try LabelledTexts(store: store, text: text, keyColumn: key, keys: Set(labels.map(\.key)))
        var judgements: [Judgement] = []
        var rejects: [RejectRecord] = []
        for label in labels {
            guard let (samples, item) = finder[label.key] else {
                rejects.append(
                    RejectRecord(
                        row: nil, line: Int64(label.line), byteOffset: nil, column: "key",
                        reason: "no text of the store has this key", excerpt: label.key, code: "unknown_key"))
                continue
            }
            judgements.append(
                Judgement(
                    item: item, samples: samples, tagger: label.rater, kind: .human, dimension: label.dimension,
                    values: label.values, place: Int64(label.line)))
        }
        if judgements.isEmpty, let first = labels.first {
            throw TagCommandError.noLabelFound(file: path, first: first.key)
        }
        let account = try JudgementLoad(
            store: store, arguments: FileName.commandLineArguments().map(FileName.shown), path: path, format: "csv"
        ).run(judgements, rejects: rejects)
        for reject in rejects.prefix(3) {
            StandardError.write("cultivar: \(path):\(reject.line ?? 0): “\(reject.excerpt ?? "")”: \(reject.reason)\n")
        }
        for text in account.contradictions.prefix(3) { StandardError.write("cultivar: \(path): \(text)\n") }
        guard !quiet else { return }
        func count(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
        print(
            """
            \(path): \(count(labels.count)) labels seen = \(count(account.kept)) kept + \
            \(count(rejects.count + account.contradictions.count)) rejected + \(count(account.known)) known before; \
            \(count(account.rows)) rows of judgements
            """)
    }
}

extension PeoplesLabels.Repeated: ExpressibleByArgument {}
