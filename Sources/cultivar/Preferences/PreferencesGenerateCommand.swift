import ArgumentParser
import Foundation
import Preferences
import Reports
import Tabular

struct PreferencesGenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write invented ratings of the shape of PRISM, to try the other commands.",
        discussion: """
            Two files, utterances.jsonl and survey.jsonl, with the columns, sizes and marginals of PRISM. Texts are \
            words in random order, and ratings are drawn from a seed: they say nothing about people or models.

              cultivar preferences generate --utterances 6000 --out prism
              cultivar preferences generate --full --out prism
              cultivar ingest prism --profile prism
            """)

    @Option(
        help: ArgumentHelp("Rows of the utterances; users and conversations are in proportion.", valueName: "count"))
    var utterances = 6_000

    @Flag(help: "As many as PRISM has: 68,371 utterances of 1,500 users.")
    var full = false

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Scores that are missing or outside 1 to 100.", valueName: "count"))
    var badScores = 0

    @Option(help: ArgumentHelp("Users with ratings and without a row in the survey.", valueName: "count"))
    var withoutSurvey = 0

    @Option(name: .customLong("out"), help: ArgumentHelp("The folder; made if there is none.", valueName: "folder"))
    var folder = "prism"

    func run() throws {
        var dirt = PrismGenerator.Dirt()
        dirt.badScores = badScores
        dirt.usersWithoutSurvey = withoutSurvey
        let generator = try PrismGenerator(
            seed: seed, utterances: full ? PrismGenerator.fullSize : utterances, dirt: dirt)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try LineFile("\(folder)/survey.jsonl").write { try generator.writeSurvey($0) }
        try LineFile("\(folder)/utterances.jsonl").write { try generator.writeUtterances($0) }
        print(
            """
            \(folder): \(Magnitude.grouped(Int64(generator.utterances))) utterances of \
            \(Magnitude.grouped(Int64(generator.turns))) turns, \(Magnitude.grouped(Int64(generator.conversations))) \
            conversations and \(Magnitude.grouped(Int64(generator.users))) users
            """)
    }
}

/// A file that is written line by line, and appears when it is complete.
struct LineFile {
    let path: String

    init(_ path: String) { self.path = path }

    /// - Throws: `OutputError`, and what `body` throws; there is then no new file.
    func write(_ body: (_ line: ([UInt8]) throws -> Void) throws -> Void) throws {
        let file = try AtomicFile(path: path)
        var pending: [UInt8] = []
        try body { line in
            pending += line
            if pending.count > 1 << 20 {
                try file.write(pending)
                pending.removeAll(keepingCapacity: true)
            }
        }
        try file.write(pending)
        try file.commit()
    }
}
