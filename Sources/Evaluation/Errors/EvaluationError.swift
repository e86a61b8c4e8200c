/// Why a benchmark cannot be read or scored.
public enum EvaluationError: Error, Equatable, Sendable {
    /// No shipped task and no readable file has this name.
    case taskNotFound(String, shipped: [String])
    case taskNotUTF8(file: String)
    /// The file is not YAML, or not a mapping.
    case taskNotYAML(file: String, reason: String)
    /// A task file has a key that tasks do not have.
    case unknownKey(String, known: [String], file: String, line: Int)
    case missingKey(String, file: String, line: Int)
    /// A value of a task file cannot be used; `reason` is a clause.
    case invalidValue(String, reason: String, file: String, line: Int)
    /// A file without a single record.
    case noRecords(file: String)
    /// A file whose records all could not be read; the first reason is that of record `record`.
    case nothingReadable(file: String, rejects: Int, first: String)
    /// None of the fields that should have the text is in any record; `found` are the fields that records have.
    case noText(file: String, task: String, wanted: [String], found: [String])
    /// No record has the label's field.
    case noLabelField(file: String, task: String, wanted: String, found: [String])
    /// No gold label of the file is one of the task's; `found` are some of the file's.
    case labelsDoNotOccur(file: String, task: String, labels: [String], found: [String])
    /// The records are not lm-evaluation-harness samples: none has the field.
    case notHarnessSamples(file: String, missing: String, found: [String])
    /// A samples file has several filters, and one has to be chosen.
    case severalFilters(file: String, filters: [String])
    case unknownFilter(String, file: String, filters: [String])
    /// A reply names row 0: its file counts rows from 0, and each reply would be that of another row.
    case rowsFromZero(file: String, record: Int)
    /// No reply belongs to a row of the benchmark.
    case noMatchingReplies(replies: Int, rows: Int)
    /// Replies of several models or tasks, where one is needed.
    case unknownModel(String, known: [String])
    /// Two lists that belong together differ in length.
    case lengthsDiffer(what: String, Int, Int)
    /// A file is not a BLEnD annotation file: a question lacks what it should have.
    case notShortAnswers(file: String, question: String, reason: String)
    /// A question cannot be asked as multiple choice; `reason` is a clause.
    case invalidChoice(question: String, reason: String)
    /// A bootstrap or level is out of range.
    case invalidResampling(replicates: Int, level: Double)
}
