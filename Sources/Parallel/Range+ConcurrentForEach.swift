import Dispatch
import Synchronization

extension Range<Int> {
    /// Calls `body` for each number, on up to ``Width/current`` threads.
    ///
    /// A thread that is done with one number takes the next one, so they may differ in cost.
    public func concurrentForEach(_ body: @Sendable (Int) -> Void) {
        let width = Swift.min(Width.current, count)
        if width < 2 { return forEach(body) }
        let next = Atomic<Int>(lowerBound)
        DispatchQueue.concurrentPerform(iterations: width) { _ in
            while true {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < upperBound else { return }
                body(number)
            }
        }
    }
}
