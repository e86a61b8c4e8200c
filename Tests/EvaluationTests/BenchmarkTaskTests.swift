import Foundation
import TestSupport
import Testing

@testable import Evaluation

@Suite struct BenchmarkTaskTests {
    @Test func shippedTasks() throws {
        let tasks = try BenchmarkTask.shipped()
        #expect(tasks.count == 22)
        #expect(Set(tasks.map(\.name)).count == tasks.count)
        for task in tasks {
            #expect(task.textFields == ["data", "tweet", "comment"])
            #expect(task.about.hasSuffix(".") || task.about.hasSuffix("?"))
            #expect(task.prompt.contains("{text}"))
            // Each label can be answered.
            for label in task.labels {
                #expect(task.mapping.rules.contains { $0.label == label }, "\(task.name) \(label)")
            }
            #expect(try BenchmarkTask.load(task.name) == task)
        }
    }

    /// The words that each prompt asks for are mapped to different labels, and each label to one of them.
    @Test func promptsAskForWordsThatAreMapped() throws {
        for task in try BenchmarkTask.shipped() {
            let words = task.prompt.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            #expect(words.count == task.labels.count, "\(task.name)")
            let codes = words.map { task.code(ofReply: String($0)) }
            #expect(Set(codes).count == task.labels.count && !codes.contains(nil), "\(task.name): \(codes)")
        }
    }

    @Test func orderOfRulesDecides() throws {
        let task = try BenchmarkTask.load("offensive")
        #expect(task.labels == ["NOT", "OFF"])
        #expect(task.mapping.label(of: "NOT_OFF") == "NOT")
        #expect(task.mapping.label(of: "It is not.") == "NOT")
        #expect(task.mapping.label(of: "OFF") == "OFF")
        #expect(task.mapping.label(of: "offensive!") == "OFF")
        #expect(task.mapping.label(of: "yes") == nil)
        #expect(task.mapping.label(of: "") == nil)
        #expect(task.mapping.label(of: " \n") == nil)
        #expect(task.prediction(nil) == .missing)
        #expect(task.prediction("perhaps") == .unmapped)
        let spam = try BenchmarkTask.load("spam")
        #expect(spam.mapping.label(of: "NOT_Spam") == "Ham")
        #expect(spam.mapping.label(of: "No, this is no spam") == "Ham")
        #expect(spam.mapping.label(of: "Spam") == "Spam")
    }

    @Test func otherwiseTakesWhatIsLeftExceptSilence() {
        let mapping = ReplyMapping(rules: [.init(contains: "A", label: "x")], otherwise: "y")
        #expect(mapping.label(of: "an") == "x")
        #expect(mapping.label(of: "q") == "y")
        #expect(mapping.label(of: "") == nil)
    }

    @Test func substringsAreFoundAsBytes() {
        let mapping = ReplyMapping(rules: [.init(contains: "e", label: "x")])
        // A combining accent joins its letter in a grapheme, and Python's `in` finds the letter all the same.
        #expect(mapping.label(of: "caf\u{65}\u{301}") == "x")
        #expect(ReplyMapping(rules: [.init(contains: "längst", label: "x")]).label(of: "LÄNGST vorbei") == "x")
        #expect(ReplyMapping(rules: [.init(contains: "abc", label: "x")]).label(of: "ab") == nil)
    }

    @Test func promptReplacesItsOwnPlaceholderAlone() {
        let task = BenchmarkTask(name: "t", labels: ["a", "b"], mapping: ReplyMapping(rules: []), prompt: "<{text}>")
        #expect(task.prompt(for: "a {text} b") == "<a {text} b>")
    }

    private static let good = """
        task: mine
        labels: [0, NO]
        spellings: {x: 0}
        text: body
        label: gold
        replies: [{contains: [n, none], label: NO}, {contains: 0, label: 0}]
        otherwise: 0
        prompt: "{text}?"
        """

    @Test func ownTask() throws {
        let task = try BenchmarkTask.decode(yaml: Self.good, file: "mine.yaml")
        #expect(task.labels == ["0", "NO"])
        #expect(task.textFields == ["body"])
        #expect(task.labelField == "gold")
        #expect(task.code(ofGold: "x") == 0)
        #expect(task.mapping.rules.map(\.contains) == ["n", "none", "0"])
        #expect(task.mapping.otherwise == "0")
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.good, to: "mine.yaml")
        #expect(try BenchmarkTask.load(path) == task)
    }

    @Test(arguments: [
        ("task: t", "missing"),
        ("", "it is empty"),
        ("- a", "keys"),
        ("task: [", "not a task in YAML"),
        ("task: t\nlabel: l\nlabels: [a]\nreplies: []\nprompt: '{text}'", "at least two labels"),
        ("task: t\nlabels: [a, a]\nreplies: []\nprompt: '{text}'", "twice"),
        ("task: t\nlabels: [a, '']\nreplies: []\nprompt: '{text}'", "not empty"),
        ("task: t\nlabels: [a, b]\nreplies: []\nprompt: 'x'", "{text}"),
        ("task: t\nlabels: [a, b]\nprompt: '{text}'", "“replies” is missing"),
        ("task: t\nlabels: [a, b]\nreplies: [{contains: x}]\nprompt: '{text}'", "“label” is missing"),
        ("task: t\nlabels: [a, b]\nreplies: [{label: a}]\nprompt: '{text}'", "“contains” is missing"),
        ("task: t\nlabels: [a, b]\nreplies: [{contains: '', label: a}]\nprompt: '{text}'", "otherwise"),
        ("task: t\nlabels: [a, b]\nreplies: [{contains: x, label: c}]\nprompt: '{text}'", "none of the labels"),
        ("task: t\nlabels: [a, b]\nreplies: []\notherwise: c\nprompt: '{text}'", "none of the labels"),
        ("task: t\nlabels: [a, b]\nspellings: {x: c}\nreplies: []\nprompt: '{text}'", "none of the labels"),
        ("task: t\nlabels: [a, b]\nreplies: []\nprompt: '{text}'\nanswers: x", "no key “answers”"),
        ("task: t\ntask: u\nlabels: [a, b]\nreplies: []\nprompt: '{text}'", "uplicate"),
        ("task: t\ntext: []\nlabels: [a, b]\nreplies: []\nprompt: '{text}'", "at least one field"),
        ("task: t\nlabels: [a, {b: c}]\nreplies: []\nprompt: '{text}'", "word"),
        ("task: t\nlabels: [a, b]\nreplies: 7\nprompt: '{text}'", "list"),
    ])
    func faultyTasks(yaml: String, words: String) {
        let error = #expect(throws: EvaluationError.self) { try BenchmarkTask.decode(yaml: yaml, file: "f.yaml") }
        let sentence = error?.description ?? ""
        #expect(sentence.contains(words), "\(sentence)")
        #expect(sentence.contains("f.yaml"), "\(sentence)")
    }

    @Test func theLineOfAFault() {
        let yaml =
            "task: t\nlabels: [a, b]\nreplies:\n  - {contains: x, label: a}\n  - {contains: y, label: c}\nprompt: '{text}'"
        #expect(
            throws: EvaluationError.invalidValue("c", reason: "it is none of the labels a, b", file: "f", line: 5)
        ) { try BenchmarkTask.decode(yaml: yaml, file: "f") }
    }

    @Test func noSuchTask() throws {
        let error = #expect(throws: EvaluationError.self) { try BenchmarkTask.load("ofensive") }
        #expect(error?.description.contains("offensive") == true)
        let folder = try TemporaryFolder()
        #expect(throws: EvaluationError.self) { try BenchmarkTask.load(folder.path) }
        let file = folder.path("latin.yaml")
        try Data([0x74, 0xE4]).write(to: URL(fileURLWithPath: file))
        #expect(throws: EvaluationError.taskNotUTF8(file: file)) { try BenchmarkTask.load(file) }
    }
}
