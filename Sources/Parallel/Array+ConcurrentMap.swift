extension Array where Element: Sendable {
    /// The results of `body` for each element, in their order, made by up to ``Width/current`` threads.
    ///
    /// The results do not depend on the number of threads.
    ///
    /// - Throws: the error of the first element that has one. The others are worked on all the same.
    public func concurrentMap<Result: Sendable>(_ body: @Sendable (Element) throws -> Result) throws -> [Result] {
        if Width.current < 2 { return try map(body) }
        var results = [Swift.Result<Result, any Error>?](repeating: nil, count: count)
        results.withUnsafeMutableBufferPointer { buffer in
            // Each place is written by one thread alone.
            nonisolated(unsafe) let places = buffer
            indices.concurrentForEach { index in places[index] = Swift.Result { try body(self[index]) } }
        }
        return try results.compactMap { try $0?.get() }
    }
}
