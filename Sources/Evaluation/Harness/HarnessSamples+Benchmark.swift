import Readers

extension HarnessSamples {
    /// The samples as rows of a task with their predictions, to be scored like replies of one's own.
    ///
    /// The gold label is the document's label field if it has one, else the target: a label, one of its spellings, or
    /// the place of an option whose text is a label. A reply is mapped by the task's rules; a chosen option is a label
    /// if its text is one, and is mapped like a reply otherwise.
    ///
    /// - Throws: `EvaluationError.labelsDoNotOccur` if no gold label is one of the task's.
    public func rows(
        of task: BenchmarkTask, file: String
    ) throws(EvaluationError) -> (benchmark: Benchmark, predictions: [Prediction]) {
        var rows: [BenchmarkRow] = []
        var predictions: [Prediction] = []
        var unlisted = FirstValues()
        for sample in samples {
            let gold = sample.gold(task)
            if case .unlisted(let value) = gold { unlisted.add(value) }
            let text = task.textFields.lazy.compactMap { sample.fields[$0] }.first ?? sample.prompt
            rows.append(BenchmarkRow(number: sample.document + 1, text: text, gold: gold))
            predictions.append(sample.prediction(task))
        }
        guard rows.contains(where: { $0.gold.code != nil }) else {
            throw .labelsDoNotOccur(
                file: file, task: task.name, labels: task.labels,
                found: unlisted.values.isEmpty ? ["(blank)"] : unlisted.values)
        }
        return (Benchmark(task: task, rows: rows), predictions)
    }

    /// The share of multiple-choice documents whose most likely option is the gold one: `acc`, and `acc_norm` per
    /// character.
    ///
    /// Nil without a document that has options and a gold option.
    public var choiceAccuracy: (accuracy: Double, perCharacter: Double?, documents: Int)? {
        let asked = samples.filter { $0.goldChoice != nil }
        guard !asked.isEmpty else { return nil }
        let count = Double(asked.count)
        let right = asked.count { $0.choice == $0.goldChoice }
        let hasTexts = asked.allSatisfy { $0.choicePerCharacter != nil }
        let normed = asked.count { $0.choicePerCharacter == $0.goldChoice }
        return (Double(right) / count, hasTexts ? Double(normed) / count : nil, asked.count)
    }
}

extension HarnessSample {
    func gold(_ task: BenchmarkTask) -> GoldLabel {
        if let label = fields[task.labelField] {
            let gold = task.gold(RecordFields.Field(name: task.labelField, kind: .string, text: label))
            if gold.code != nil { return gold }
        }
        if let place = goldChoice, let text = options[place].text, let code = task.code(ofGold: text.trimmingBlanks) {
            return .label(code)
        }
        return task.gold(RecordFields.Field(name: "target", kind: .string, text: target))
    }

    func prediction(_ task: BenchmarkTask) -> Prediction {
        guard let place = choice else { return task.prediction(reply) }
        guard let text = options[place].text else { return .unmapped }
        return task.code(ofGold: text.trimmingBlanks).map(Prediction.label) ?? task.prediction(text)
    }
}
