/// What a statement asks of the list of each sample in a list relation, as it passes it to a scan. Samples with the
/// same elements in the same order have the same list.
enum ListNumber: String {
    /// The number of the list.
    case number = "list of row"
    /// 1 for the first sample of a list, else 0.
    case isFirst = "first sample of list"
}
