extension EvaluationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .taskNotFound(let name, let shipped):
            "There is no task and no readable file “\(name)”. The tasks are \(shipped.joined(separator: ", "))."
        case .taskNotUTF8(let file): "\(file) is not UTF-8 text; write the task as UTF-8."
        case .taskNotYAML(let file, let reason): "\(file) is not a task in YAML: \(reason)."
        case .unknownKey(let key, let known, let file, let line):
            "\(file):\(line): a task has no key “\(key)” here; it may be \(known.joined(separator: ", "))."
        case .missingKey(let key, let file, let line): "\(file):\(line): the key “\(key)” is missing here."
        case .invalidValue(let value, let reason, let file, let line):
            "\(file):\(line): “\(value)” cannot be used: \(reason)."
        case .noRecords(let file): "\(file) has no records: it is empty, or has only blank lines."
        case .nothingReadable(let file, let rejects, let first):
            "None of the \(rejects) records of \(file) can be read. The first reason: \(first)."
        case .noText(let file, let task, let wanted, let found):
            "No record of \(file) has a text: task \(task) looks for the fields \(listed(wanted)), and records have "
                + "\(listed(found)). Name the field under “text” of a task file."
        case .noLabelField(let file, let task, let wanted, let found):
            "No record of \(file) has the field “\(wanted)” that task \(task) takes the label from; records have "
                + "\(listed(found)). Name the field under “label” of a task file."
        case .labelsDoNotOccur(let file, let task, let labels, let found):
            "No label of \(file) is one of task \(task)'s, which are \(listed(labels)). The file has \(listed(found)). "
                + "Choose the task that belongs to the file, or write a task file with its labels."
        case .notHarnessSamples(let file, let missing, let found):
            "\(file) is not a samples file of lm-evaluation-harness: no record has “\(missing)”; records have "
                + "\(listed(found)). Such files are written with --log_samples."
        case .severalFilters(let file, let filters):
            "\(file) has the replies of several filters, \(listed(filters)): choose one."
        case .unknownFilter(let filter, let file, let filters):
            "\(file) has no filter “\(filter)”; it has \(listed(filters))."
        case .rowsFromZero(let file, let record):
            "Record \(record) of \(file) is a reply to row 0, and rows count from 1: add 1 to each “row” if they count "
                + "from 0."
        case .noMatchingReplies(let replies, let rows):
            "None of the \(replies) replies belongs to one of the \(rows) rows: “row” is the number of the record in "
                + "the benchmark, from 1."
        case .unknownModel(let model, let known): "There are no replies of “\(model)”; there are of \(listed(known))."
        case .lengthsDiffer(let what, let first, let second):
            "\(what) differ in length: \(first) and \(second)."
        case .notShortAnswers(let file, let question, let reason):
            "\(file) is not a BLEnD annotation file: question “\(question)” \(reason)."
        case .invalidChoice(let question, let reason): "Question “\(question)” cannot be asked as a choice: \(reason)."
        case .invalidResampling(let replicates, let level):
            "\(replicates) replicates at level \(level): give 100 to 1000000 replicates, and a level between 0 and 1."
        }
    }
}

/// Names in a sentence; a long list is cut.
private func listed(_ names: [String]) -> String {
    guard !names.isEmpty else { return "none" }
    let shown = names.prefix(12).map { "“\($0)”" }.joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
}
