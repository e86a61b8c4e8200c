/// The running statements of another program, which are not rewritten.
protocol HostStatements: AnyObject {
    /// Whether they have the same answers where rows stand for combinations.
    func hostCollapses() -> Bool
    /// Whether they have the same answers where each combination is a row for each of its samples, in another order
    /// than the samples.
    func hostRepeats() -> Bool
}
