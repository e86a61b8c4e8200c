extension Reject {
    /// The same, counted from the beginning of the file.
    ///
    /// - Parameter origin: the records and lines before the part that the reject's numbers are relative to.
    public func counted(after origin: PartExtent) -> Reject {
        var reject = self
        reject.recordNumber += origin.records
        reject.line = line.map { $0 + origin.lines }
        if case .unterminatedQuote(let line) = reason { reject.reason = .unterminatedQuote(line: line + origin.lines) }
        return reject
    }
}
