/// The column by which a report flags rows of few samples.
enum SmallFlag {
    /// Its values are 1, for a row of few samples, and 0.
    static let column = "small"
}
