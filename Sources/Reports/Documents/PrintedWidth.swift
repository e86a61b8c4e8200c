/// The width of a table in a two-column paper.
public enum PrintedWidth: String, Sendable, CaseIterable {
    /// One column: a `table`.
    case column
    /// Both columns: a `table*`.
    case text
}
