import ArgumentParser
import Endpoint
import Foundation
import Ingest
import Parquet
import Reports
import Tabular
import Tagging
import Warehouse

struct TagRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Tag texts by a language model or by lexicons (the default of `cultivar tag`).",
        discussion: """
            --endpoint asks a language model on a server, --offline counts words of lexicons and needs no server. A \
            text that the tagger has tagged before is not asked again, and equal texts are asked once. --dry-run \
            counts requests and tokens and asks nothing.

              cultivar tag --tagger small --endpoint http://127.0.0.1:8080/v1 --model m \\
                --sample 1000 --stratify stage,language --dry-run
              cultivar tag --tagger words --offline --dimensions culture,places
              cultivar tag --tagger small --endpoint https://api.example.org/v1 --model m \\
                --key-variable EXAMPLE_KEY --requests-per-minute 300 --retry-failed
            """)

    /// What a shell has for a process that ended by SIGINT.
    private static let interrupted: Int32 = 130

    @Option(help: ArgumentHelp("What the answers are known by.", valueName: "name"))
    var tagger: String

    @Flag(help: "Tag by lexicons, stop words and a gazetteer, without a server.")
    var offline = false

    @Flag(help: "Count requests and tokens, and ask nothing.")
    var dryRun = false

    @Flag(help: "Ask again for texts that have failed or were refused.")
    var retryFailed = false

    @Option(
        help: "What becomes of values that stay outside the vocabulary: they are null, or the text has failed.")
    var onInvalid = TagSettings.Invalid.null

    @Option(help: ArgumentHelp("Tokens of a text; a longer one loses its middle.", valueName: "count"))
    var textTokens = 2000

    @Option(help: ArgumentHelp("Tokens of an answer.", valueName: "count"))
    var answerTokens = 512

    @Option(help: ArgumentHelp("What a million tokens of questions costs, for --dry-run.", valueName: "price"))
    var promptPrice: Double?

    @Option(help: ArgumentHelp("What a million tokens of answers costs, for --dry-run.", valueName: "price"))
    var answerPrice: Double?

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup(title: "Texts") var selection: TextSelection
    @OptionGroup(title: "Questions") var questions: QuestionOptions
    @OptionGroup(title: "Server") var server: EndpointOptions
    @OptionGroup(title: "Offline") var lexicons: LexiconOptions
    @OptionGroup var ledger: LedgerOption
    @Option(help: ThreadOption.help) var threads: Int?
    @OptionGroup var store: StoreOption

    func validate() throws {
        try ThreadOption.apply(threads)
        guard !tagger.isEmpty else { throw ValidationError("--tagger needs a name.") }
        guard offline || server.endpoint != nil else {
            throw ValidationError("Say who tags: --endpoint URL --model NAME, or --offline.")
        }
        let namesModel = server.endpoint != nil || server.model != nil
        if offline, namesModel || questions.vocabulary != nil || questions.prompt != nil {
            throw ValidationError("--offline needs no --endpoint, --model, --vocabulary or --prompt.")
        }
        if !offline, server.model == nil { throw ValidationError("--model says which model of the server is asked.") }
        if !offline, lexicons.isGiven {
            throw ValidationError("--lexicon and --language-model go with --offline.")
        }
    }

    func run() throws {
        let store = try store.open()
        let texts = try selection.texts(of: store)
        if offline { return try tagOffline(texts) }
        let address = try EndpointAddress(server.endpoint ?? "")
        let instructions = try questions.instructions()
        let settings = try settings()
        if dryRun { return try estimate(texts, settings, instructions, address) }
        let transport = try server.transport(to: address)
        let ledger = try SQLiteLedger(path: ledgerPath)
        let run = TagRun(settings: settings, instructions: instructions, host: address.hostAndPort, ledger: ledger)
        let sequence = try TextSequence(texts)
        let summary = try interruptible { isCancelled in
            try run.run(sequence, total: texts.count, over: transport, isCancelled: isCancelled, progress: tell)
        }
        try sequence.check()
        let account = TagAccount(
            tagger: tagger, revision: summary.revision, progress: summary.progress, ledger: ledgerPath)
        if !quiet { print(account.lines.joined(separator: "\n")) }
        try end(summary.ending)
    }

    private var ledgerPath: String { ledger.path(beside: store.path) }

    private func settings() throws -> TagSettings {
        var settings = TagSettings(tagger: tagger, model: server.model ?? "")
        settings.mostTextTokens = textTokens
        settings.mostAnswerTokens = answerTokens
        settings.onInvalid = onInvalid
        settings.retryFailed = retryFailed
        settings.extra = try server.extraMembers()
        settings.requests = try server.settings(seed: selection.seed)
        try settings.validate()
        return settings
    }

    private func estimate(
        _ texts: StoredTexts, _ settings: TagSettings, _ instructions: Instructions, _ address: EndpointAddress
    ) throws {
        let sequence = try TextSequence(texts)
        let estimate = try TagEstimate(
            sequence, settings: settings, instructions: instructions, host: address.hostAndPort,
            ledger: ReadOnlyLedger(path: ledgerPath))
        try sequence.check()
        let text = TagEstimateText(
            estimate: estimate, host: address.hostAndPort, textTokens: textTokens, promptPrice: promptPrice,
            answerPrice: answerPrice)
        print(text.lines.joined(separator: "\n"))
    }

    private func tagOffline(_ texts: StoredTexts) throws {
        let tagger = try ShippedOfflineTagger(
            name: tagger, dimensions: questions.dimensionNames, lexicons: lexicons.lexicon,
            languageModel: lexicons.modelPath)
        let ledger: any TagLedger =
            try dryRun ? ReadOnlyLedger(path: ledgerPath) : SQLiteLedger(path: ledgerPath)
        let run = OfflineRun(tagger: tagger, ledger: ledger, isDry: dryRun)
        let result = try interruptible { isCancelled in
            try run.run(texts, retryFailed: retryFailed, isCancelled: isCancelled, progress: tell)
        }
        if quiet, !dryRun { return }
        if dryRun {
            func count(_ count: Int) -> String { Magnitude.grouped(Int64(count)) }
            print(
                """
                \(count(texts.count)) samples = \(count(result.progress.finished)) to tag + \
                \(count(result.progress.alreadyDone)) done before or equal to another + \
                \(count(result.progress.empty)) without a text
                \(tagger.sentence)
                """)
            return
        }
        let account = TagAccount(
            tagger: self.tagger, revision: result.revision, progress: result.progress, ledger: ledgerPath)
        print((account.lines + [tagger.sentence]).joined(separator: "\n"))
        if result.isCancelled { throw ExitCode(Self.interrupted) }
    }

    /// Runs with signals caught: the first one lets what is in flight end.
    private func interruptible<Result>(_ body: (@escaping () -> Bool) throws -> Result) throws -> Result {
        let stop = StopRequest()
        let signals = TerminationSignals(stop: stop, patience: server.timeout + 5) {
            StandardError.write("cultivar: stopped before everything in flight was answered\n")
        }
        defer { signals.end() }
        defer { if showsLine { StandardError.write("\r\u{1B}[K") } }
        return try body { stop.isMade }
    }

    private var showsLine: Bool { !quiet && StandardError.isTerminal }

    private func tell(_ progress: TagProgress) {
        guard showsLine else { return }
        let line = TagProgressLine.line(progress)
        StandardError.write("\r\(String(line.prefix(ProgressLine.terminalColumns - 1)))\u{1B}[K")
    }

    /// Says why a run ended early, and how it goes on.
    private func end(_ ending: DispatchEnding) throws {
        guard ending != .finished else { return }
        var text = "cultivar: \(ending)\n"
        if ending.exitCode != 1 {
            text += "  \(ShellCommand.text(FileName.commandLineArguments().map(FileName.shown)))\n"
        }
        StandardError.write(text)
        throw ExitCode(ending.exitCode)
    }
}

extension TagSettings.Invalid: ExpressibleByArgument {}
