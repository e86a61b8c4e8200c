import Dispatch

/// Work on two cores at once. SQLite's connection belongs to one thread, so everything that the other thread needs is
/// read before.
public enum TwoCores {
    static let count = 2

    /// The results of `body` for each element, in their order.
    ///
    /// - Throws: the error of the first element that has one.
    public static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], _ body: @Sendable (Element) throws -> Result
    ) throws -> [Result] {
        if elements.count < 2 { return try elements.map(body) }
        var results: [Swift.Result<Result, any Error>?] = Array(repeating: nil, count: elements.count)
        results.withUnsafeMutableBufferPointer { buffer in
            // Each place is written by one worker alone.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: count) { worker in
                for index in stride(from: worker, to: elements.count, by: count) {
                    places[index] = Swift.Result { try body(elements[index]) }
                }
            }
        }
        return try results.compactMap { try $0?.get() }
    }
}
