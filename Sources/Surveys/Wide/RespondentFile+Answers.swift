extension RespondentFile {
    /// Calls `body` with each answer of a batch in long form: all questions of the first respondent, then those of the
    /// second, and so on.
    ///
    /// - Parameter batch: a batch of this file.
    public func forEachAnswer(_ batch: RespondentBatch, _ body: (Answer) throws -> Void) rethrows {
        for row in 0..<batch.count {
            let country = countries[batch.countries[row]]
            let culture = profile.culture(ofCountry: country)
            for (position, (question, _)) in layout.questions.enumerated() {
                let code = batch.codes[position][row]
                try body(
                    Answer(
                        respondent: batch.firstNumber + row, country: country, culture: culture, question: question.id,
                        topic: question.topic, code: code == AnswerCode.blank ? nil : code,
                        status: profile.status(of: code, scale: question.scale), weight: batch.weights[row]))
            }
        }
    }
}
