extension ScoreWarning: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .fewRows(let label, let rows):
            "Only \(rows) \(rows == 1 ? "row has" : "rows have") the label “\(label)”: its F1 is uncertain, and macro-F1 "
                + "weighs it like the others."
        case .oneClassOnly(let label):
            "Every row has the label “\(label)”: the score cannot tell a model from a constant reply."
        case .labelAbsent(let label): "No row has the label “\(label)” of the task."
        case .undefinedF1(let label):
            "“\(label)” neither occurs nor is predicted: its F1 is 0 by convention, and lowers macro-F1."
        case .unmapped(let replies, let rows):
            "\(replies) of \(rows) replies have no label by the task's rules, and count as wrong."
        case .missing(let replies, let rows): "\(replies) of \(rows) rows have no reply, and count as wrong."
        case .blankLeftOut(let rows): "\(rows) rows with a blank label are left out; --blank keep keeps them."
        case .blankKept(let rows): "\(rows) rows with a blank label are kept: a prediction for them costs precision."
        case .unlisted(let labels, let rows, let areKept):
            "\(rows) rows have labels that the task does not have (\(labels.joined(separator: ", "))), and are "
                + (areKept ? "kept: a prediction for them costs precision." : "left out.")
        }
    }
}
