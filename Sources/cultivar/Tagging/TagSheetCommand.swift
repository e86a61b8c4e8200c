import ArgumentParser
import Foundation
import Reports
import Tabular
import Tagging
import Warehouse

struct TagSheetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet",
        abstract: "Write a table of texts for people who label.",
        discussion: """
            A CSV file with a line per text: its key, the columns that it was drawn by, the text, and an empty column \
            per dimension. It comes back by `cultivar tag labels`. A text that was drawn several \
            times is there once, and its labels count for all of these samples. --codebook writes what the \
            values mean, for the people who label.

              cultivar tag sheet --sample 300 --stratify stage,language --out sheet.csv
              cultivar tag sheet --sample 200 --dimensions culture --codebook culture.md \\
                --out sheet.csv
            """)

    @Option(
        name: .customLong("out"), help: ArgumentHelp("The file; standard output if left out.", valueName: "file"),
        completion: .file())
    var path: String?

    @Option(help: ArgumentHelp("The file for the meanings of the values.", valueName: "file.md"), completion: .file())
    var codebook: String?

    @Option(help: ArgumentHelp("Fill in the tags of this tagger, to be corrected.", valueName: "name"))
    var prefill: String?

    @Flag(help: "Write over a sheet that is there, with the labels in it.")
    var replace = false

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup(title: "Texts") var selection: TextSelection
    @OptionGroup var questions: QuestionOptions
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var store: StoreOption

    func run() throws {
        if let path, !replace, !AtomicFile.isSpecial(path), FileManager.default.fileExists(atPath: path) {
            throw ValidationError(
                "\(path) is there, and may have labels: name another file, or give --replace to write over it.")
        }
        let vocabulary = try questions.chosenVocabulary()
        let store = try store.open()
        let reader = try prefill.map { _ in try LedgerReader(path: ledger.path(beside: store.path)) }
        let tagger = try prefill.flatMap { name in try reader?.tagger(named: name) }
        let drawn = try selection.drawn(from: store)
        let strata = Dictionary(drawn.map { ($0.item, $0.stratum) }) { first, _ in first }
        let texts = StoredTexts(store: store, column: selection.text, ids: drawn.map(\.item).sorted())
        let sheet = LabellingSheet(vocabulary: vocabulary, strata: selection.strata)
        var drawnTexts: [TextKey: (samples: [Int64], text: String)] = [:]
        var empty = 0
        let reading = try texts.reading()
        while let (id, text) = try reading.next() {
            guard let key = TextKey(of: text) else {
                empty += 1
                continue
            }
            drawnTexts[key, default: ([], text)].samples.append(id)
        }
        // In the order of the hashes, which is random: texts of a stratum do not follow each other.
        let lines = try drawnTexts.sorted { $0.key < $1.key }.map { key, drawn in
            let tags = try tagger.flatMap { try reader?.values(of: $0, key) }.map(Self.tags) ?? [:]
            return sheet.line(
                key: SampleKey(samples: drawn.samples, textKey: key).text,
                stratum: drawn.samples.first.flatMap { strata[$0] } ?? [], text: drawn.text, tags: tags)
        }
        let content = sheet.header + lines.joined()
        if let path {
            try AtomicFile.write(content.utf8, to: path)
        } else {
            try FileDescriptorSink.standardOutput().write(Array(content.utf8))
        }
        if let codebook {
            try AtomicFile.write(sheet.codebook.utf8, to: codebook)
        }
        guard !quiet else { return }
        func count(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
        StandardError.write(
            """
            \(path ?? "standard output"): \(count(drawn.count)) samples drawn = \(count(lines.count)) texts to label + \
            \(count(drawn.count - lines.count - empty)) equal to another + \(count(empty)) without a text\n
            """)
    }

    /// By dimension, several values with semicolons.
    private static func tags(_ values: [TagValue]) -> [String: String] {
        Dictionary(grouping: values, by: \.dimension).mapValues { values in
            values.compactMap(\.value).joined(separator: "; ")
        }
    }
}
