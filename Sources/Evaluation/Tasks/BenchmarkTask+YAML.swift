import EmbeddedFiles
import Foundation
import Yams

extension BenchmarkTask {
    /// A task file is small; what is longer is something else.
    private static let mostBytes = 1 << 20
    private static let keys = [
        "task", "about", "text", "label", "labels", "spellings", "replies", "otherwise", "prompt",
    ]

    /// The tasks that the binary carries, by name.
    ///
    /// - Throws: `EvaluationError` if one does not decode, which a test rules out.
    public static func shipped() throws(EvaluationError) -> [BenchmarkTask] { try made.get() }

    private static let made: Result<[BenchmarkTask], EvaluationError> = {
        do throws(EvaluationError) {
            var tasks: [BenchmarkTask] = []
            for file in EmbeddedFile.under("tasks/") {
                tasks.append(try decode(yaml: file.text, file: file.name))
            }
            return .success(tasks.sorted { $0.name < $1.name })
        } catch {
            return .failure(error)
        }
    }()

    /// The task that `--task` names: a shipped one, else a file.
    ///
    /// - Throws: `EvaluationError`.
    public static func load(_ nameOrFile: String) throws(EvaluationError) -> BenchmarkTask {
        let shipped = try shipped()
        if let task = shipped.first(where: { $0.name == nameOrFile }) { return task }
        guard let data = content(of: nameOrFile) else {
            throw .taskNotFound(nameOrFile, shipped: shipped.map(\.name))
        }
        guard let yaml = String(validating: data, as: UTF8.self) else { throw .taskNotUTF8(file: nameOrFile) }
        return try decode(yaml: yaml, file: nameOrFile)
    }

    /// The bytes of a regular file; nil if there is none, or it is too long for a task.
    private static func content(of path: String) -> Data? {
        let values = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        guard values?.isRegularFile == true, let size = values?.fileSize, size <= mostBytes else { return nil }
        return try? Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// Decodes a task; `file` is what errors call it.
    ///
    /// - Throws: `EvaluationError`, with the line.
    public static func decode(yaml: String, file: String) throws(EvaluationError) -> BenchmarkTask {
        let composed: Node?
        do { composed = try Yams.compose(yaml: yaml) } catch {
            throw .taskNotYAML(file: file, reason: "\(error)")
        }
        guard let composed else { throw .taskNotYAML(file: file, reason: "it is empty") }
        let node = try TaskNode(composed, known: keys, file: file)
        let labels = try node.texts("labels") ?? []
        guard node.has("labels") else { throw .missingKey("labels", file: file, line: 1) }
        let line = node.line(of: "labels")
        guard labels.count > 1 else {
            throw .invalidValue("labels", reason: "a task has at least two labels", file: file, line: line)
        }
        guard labels.allSatisfy({ !$0.isEmpty }) else {
            throw .invalidValue(
                "", reason: "a label is not empty: a blank label is a missing one", file: file, line: line)
        }
        if let twice = labels.first(where: { label in labels.count { $0 == label } > 1 }) {
            throw .invalidValue(twice, reason: "the label stands in the list twice", file: file, line: line)
        }
        let textFields = try node.texts("text") ?? ["data", "tweet", "comment"]
        guard !textFields.isEmpty else {
            throw .invalidValue("text", reason: "at least one field is needed", file: file, line: node.line(of: "text"))
        }
        let prompt = try node.requiredText("prompt")
        guard prompt.contains(placeholder) else {
            throw .invalidValue(
                "prompt", reason: "it lacks \(placeholder), where the text goes", file: file,
                line: node.line(of: "prompt"))
        }
        return BenchmarkTask(
            name: try node.requiredText("task"), about: try node.text("about") ?? "", textFields: textFields,
            labelField: try node.text("label") ?? "label", labels: labels,
            spellings: try spellings(node, labels), mapping: try mapping(node, labels), prompt: prompt)
    }

    private static func spellings(_ node: TaskNode, _ labels: [String]) throws(EvaluationError) -> [String: String] {
        var spellings: [String: String] = [:]
        for (spelling, label) in try node.entries("spellings") {
            try requireLabel(label, labels, file: node.file, line: node.line(of: "spellings"))
            spellings[spelling] = label
        }
        return spellings
    }

    private static func mapping(_ node: TaskNode, _ labels: [String]) throws(EvaluationError) -> ReplyMapping {
        var rules: [ReplyMapping.Rule] = []
        for element in try node.list("replies") {
            let rule = try TaskNode(element, known: ["contains", "label"], file: node.file)
            let label = try rule.requiredText("label")
            try requireLabel(label, labels, file: node.file, line: rule.line(of: "label"))
            guard let substrings = try rule.texts("contains"), !substrings.isEmpty else {
                throw .missingKey("contains", file: node.file, line: rule.line(of: "label"))
            }
            for substring in substrings {
                guard !substring.isEmpty else {
                    throw .invalidValue(
                        "", reason: "every reply contains nothing; use “otherwise”", file: node.file,
                        line: rule.line(of: "contains"))
                }
                rules.append(ReplyMapping.Rule(contains: substring, label: label))
            }
        }
        let otherwise = try node.text("otherwise")
        if let otherwise { try requireLabel(otherwise, labels, file: node.file, line: node.line(of: "otherwise")) }
        return ReplyMapping(rules: rules, otherwise: otherwise)
    }

    private static func requireLabel(
        _ label: String, _ labels: [String], file: String, line: Int
    ) throws(EvaluationError) {
        guard labels.contains(label) else {
            throw .invalidValue(
                label, reason: "it is none of the labels \(labels.joined(separator: ", "))", file: file, line: line)
        }
    }
}
