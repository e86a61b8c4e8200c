/// What a reader of a score should know before comparing it.
public enum ScoreWarning: Sendable, Hashable {
    /// Fewer rows of a class than an F1 can be estimated from.
    case fewRows(label: String, rows: Int)
    /// All gold labels are the same, so that the score cannot tell a model from a constant reply.
    case oneClassOnly(label: String)
    /// A label of the list has no row.
    case labelAbsent(label: String)
    /// A label neither occurs nor is predicted: its F1 is 0 by convention.
    case undefinedF1(label: String)
    /// Replies that no rule maps to a label. They count as wrong.
    case unmapped(replies: Int, rows: Int)
    /// Rows without a reply. They count as wrong.
    case missing(replies: Int, rows: Int)
    case blankLeftOut(rows: Int)
    case blankKept(rows: Int)
    /// Gold labels that the task does not have, with their rows.
    case unlisted(labels: [String], rows: Int, areKept: Bool)

    /// A class with fewer rows than this is warned about.
    public static let fewestRows = 10
}
