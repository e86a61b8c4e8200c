import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// The results of `body` for each element, in their order, made by up to ``Width/current`` threads.
    ///
    /// A thread that is done with one element takes the next one, so elements may differ in cost. The results do not
    /// depend on the number of threads.
    ///
    /// - Throws: the error of the first element that has one. The others are worked on all the same.
    public func concurrentMap<Result: Sendable>(_ body: @Sendable (Element) throws -> Result) throws -> [Result] {
        let width = Swift.min(Width.current, count)
        if width < 2 { return try map(body) }
        var results: [Swift.Result<Result, any Error>?] = Array<Swift.Result<Result, any Error>?>(
            repeating: nil, count: count)
        results.withUnsafeMutableBufferPointer { buffer in
            // Each place is written by one thread alone.
            nonisolated(unsafe) let places = buffer
            let next = Atomic<Int>(0)
            DispatchQueue.concurrentPerform(iterations: width) { _ in
                while true {
                    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard index < count else { return }
                    places[index] = Swift.Result { try body(self[index]) }
                }
            }
        }
        return try results.compactMap { try $0?.get() }
    }

    /// Calls `body` for each element, by up to ``Width/current`` threads.
    public func concurrentForEach(_ body: @Sendable (Element) -> Void) {
        let width = Swift.min(Width.current, count)
        if width < 2 { return forEach(body) }
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: width) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                body(self[index])
            }
        }
    }
}
