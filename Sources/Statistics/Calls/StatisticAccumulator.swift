/// An aggregate that takes its rows one at a time and keeps what it needs of them, where columns of all rows would take
/// too much memory.
public protocol StatisticAccumulator: AnyObject {
    /// Takes a row.
    ///
    /// - Parameter row: the arguments in their order. The bytes of its texts are only there during the call.
    func add(_ row: [StatisticCell])

    /// The value of all rows so far.
    func result() throws(StatisticError) -> StatisticValue?
}

/// An argument of a row.
public enum StatisticCell {
    case null
    case number(Double)
    /// The UTF-8 bytes of a text.
    case text(UnsafeRawBufferPointer)
}
