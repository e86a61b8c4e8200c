import Readers

/// The rows of a labelled benchmark file, with what could not be read.
public struct Benchmark: Sendable {
    public let task: BenchmarkTask
    public let rows: [BenchmarkRow]
    /// The field that the texts of the file are under; several if records differ.
    public let textFields: [String]
    /// Records that could not be read; they have a number and no row.
    public let rejects: [Reject]

    /// Makes a benchmark of rows that are known already, such as those of a table.
    public init(task: BenchmarkTask, rows: [BenchmarkRow]) {
        (self.task, self.rows, textFields, rejects) = (task, rows, [], [])
    }

    /// Reads a file in any format that the program reads. JSON lines may have several objects on one line.
    ///
    /// - Throws: `EvaluationError` if the file has no records, or no text or label where the task says, or no label of
    ///   the task; `ReadError` if it cannot be read to its end.
    public init(path: String, task: BenchmarkTask, options: ReaderOptions = ReaderOptions()) throws {
        let records = try FileRecords(path: path, options: options)
        var textFields: [String] = []
        var hasLabel = false
        var rows: [BenchmarkRow] = []
        rows.reserveCapacity(records.records.count)
        for record in records.records {
            let text = task.textFields.lazy.compactMap { record[$0] }.first
            if let text, !textFields.contains(text.name) { textFields.append(text.name) }
            let label = record[task.labelField]
            if label != nil { hasLabel = true }
            rows.append(BenchmarkRow(number: Int(record.number), text: text?.text, gold: task.gold(label)))
        }
        guard !textFields.isEmpty else {
            throw EvaluationError.noText(
                file: path, task: task.name, wanted: task.textFields, found: records.fieldNames)
        }
        guard hasLabel else {
            throw EvaluationError.noLabelField(
                file: path, task: task.name, wanted: task.labelField, found: records.fieldNames)
        }
        try Self.requireLabels(of: task, rows, file: path)
        self.task = task
        self.rows = rows
        self.textFields = textFields
        rejects = records.rejects
    }

    /// Makes a benchmark of labelled texts that are known already, such as those of a store.
    ///
    /// - Parameter name: what errors call the texts.
    /// - Throws: `EvaluationError` if there are none, or no label of the task.
    public init(name: String, task: BenchmarkTask, texts: [LabelledText]) throws {
        guard !texts.isEmpty else { throw EvaluationError.noRecords(file: name) }
        let rows = texts.map { BenchmarkRow(number: $0.number, text: $0.text, gold: task.gold($0.label)) }
        try Self.requireLabels(of: task, rows, file: name)
        self.init(task: task, rows: rows)
    }

    private static func requireLabels(of task: BenchmarkTask, _ rows: [BenchmarkRow], file: String) throws {
        var unlisted = FirstValues()
        for row in rows {
            switch row.gold {
            case .label: return
            case .unlisted(let value): unlisted.add(value)
            case .blank: break
            }
        }
        throw EvaluationError.labelsDoNotOccur(
            file: file, task: task.name, labels: task.labels,
            found: unlisted.values.isEmpty ? ["(blank)"] : unlisted.values)
    }

    /// The texts to ask a model, with the number of their row.
    public var prompts: [(row: Int, prompt: String)] {
        rows.compactMap { row in row.text.map { (row.number, task.prompt(for: $0)) } }
    }
}

extension BenchmarkTask {
    /// The gold label that a field has.
    func gold(_ field: RecordFields.Field?) -> GoldLabel {
        guard let field else { return .blank }
        let text = field.text.trimmingBlanks
        if field.kind == .json {
            return text.isEmpty ? .blank : code(ofGold: text).map(GoldLabel.label) ?? .unlisted(text)
        }
        return gold(text)
    }

    /// The gold label that a text names; nil names none.
    func gold(_ label: String?) -> GoldLabel {
        let text = label?.trimmingBlanks ?? ""
        if text.isEmpty { return .blank }
        if let code = code(ofGold: text) { return .label(code) }
        // A number may have come through a program that writes 1 as 1.0.
        if let number = Double(text), let whole = Int(exactly: number),
            let code = code(ofGold: String(whole))
        {
            return .label(code)
        }
        return .unlisted(text)
    }
}
