/// The rows of a fine-tuning file, and what was left out of it.
public struct TuningSet: Sendable, Equatable {
    public internal(set) var rows: [TuningRow] = []
    /// Rows left out because nobody of the block gave a valid answer.
    public internal(set) var unasked = 0
    /// Rows left out because the label is no code of the scale.
    public internal(set) var outsideScale = 0

    /// The file: a line per row.
    public func text(_ form: TuningForm) -> String {
        var result = ""
        result.reserveCapacity(rows.count * 480)
        for row in rows {
            result += row.json(form)
            result += "\n"
        }
        return result
    }
}
