/// What the store keeps of an earlier load of a file, beside the rows of a new one.
public enum FormerLoad: Sendable, Equatable {
    /// The file had another content.
    case ofOtherContent(rows: Int64)
    /// The same content was loaded as another data set.
    case ofOtherDataset(String, rows: Int64)
}
