import Statistics

/// An answer as a row of an aggregate gives it. The bytes are only there during the call.
struct GivenAnswer {
    /// Nil where the row has a null.
    let part: UnsafeRawBufferPointer?
    let respondent: UnsafeRawBufferPointer?
    let question: UnsafeRawBufferPointer?
    /// Nil for a respondent without a valid answer to the question.
    let code: Int32?
    let weight: Double
    /// Where the row stands among the others.
    let place: Double

    /// Reads `part, respondent, question, code, weight, place`.
    ///
    /// - Throws: `StatisticError.parameterOutOfRange` for a code that is no whole number of 32 bits, and for a weight
    ///   below 0 or not finite.
    init(_ row: ArraySlice<StatisticCell>) throws(StatisticError) {
        var cells = row.makeIterator()
        part = cells.next()?.bytes
        respondent = cells.next()?.bytes
        question = cells.next()?.bytes
        if let number = cells.next()?.number {
            guard let code = Int32(exactly: number), code != AnswerCode.blank else {
                throw .parameterOutOfRange("code", number, allowed: "a whole number of 32 bits")
            }
            self.code = code
        } else {
            code = nil
        }
        weight = cells.next()?.number ?? 1
        place = cells.next()?.number ?? 0
        guard weight.isFinite, weight >= 0 else {
            throw .parameterOutOfRange("weight", weight, allowed: "at least 0")
        }
    }
}

extension StatisticCell {
    var bytes: UnsafeRawBufferPointer? {
        if case .text(let bytes) = self { bytes } else { nil }
    }

    var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// A text; blank for a null.
    var text: String { bytes.map { String(decoding: $0, as: UTF8.self) } ?? "" }
}
