import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Parallel

/// One suite, and one after another: the width is the process's.
@Suite(.serialized) struct ConcurrentMapTests {
    private func withWidth(_ width: Int, _ body: () throws -> Void) throws {
        let former = Width.current
        Width.current = width
        defer { Width.current = former }
        try body()
    }

    @Test(arguments: [1, 2, 3, 8, 100], [0, 1, 2, 3, 7, 1_000]) func resultsAreInOrder(width: Int, count: Int) throws {
        let elements = Array(0..<count)
        try withWidth(width) {
            let squares = try elements.concurrentMap { $0 * $0 }
            #expect(squares == elements.map { $0 * $0 })
            let sum = Mutex(0)
            elements.indices.concurrentForEach { element in sum.withLock { $0 += element } }
            #expect(sum.withLock { $0 } == count * (count - 1) / 2)
        }
    }

    private struct Failure: Error, Equatable { var element: Int }

    @Test(arguments: [1, 2, 3, 8]) func theFirstErrorIsThrown(width: Int) throws {
        try withWidth(width) {
            #expect(throws: Failure(element: 40)) {
                try Array(0..<100).concurrentMap { (element: Int) throws -> Int in
                    if element % 40 == 0, element > 0 { throw Failure(element: element) }
                    return element
                }
            }
        }
    }

    @Test func threadsTakeWhatIsLeft() throws {
        // With a fixed share for each, the thread with the first element would make half of the others wait.
        let done = Mutex(0)
        try withWidth(2) {
            _ = try Array(0..<100).concurrentMap { (element: Int) -> Void in
                if element == 0 {
                    let deadline = Date(timeIntervalSinceNow: 30)
                    while done.withLock({ $0 }) < 99, Date() < deadline { Thread.sleep(forTimeInterval: 0.001) }
                }
                done.withLock { $0 += 1 }
            }
        }
        #expect(done.withLock { $0 } == 100)
    }

    @Test func theEnvironmentSetsTheWidth() {
        #expect(Width.initial(["CULTIVAR_THREADS": "3"]) == 3)
        let machine = Width.initial([:])
        #expect(machine >= 1 && machine <= ProcessInfo.processInfo.activeProcessorCount)
        for text in ["", "0", "-1", "two", "1.5"] { #expect(Width.initial(["CULTIVAR_THREADS": text]) == machine) }
    }

    @Test func aContainerSetsTheWidth() {
        #expect(Width.quota("max 100000\n") == nil)
        #expect(Width.quota("200000 100000\n") == 2)
        #expect(Width.quota("150000 100000\n") == 2)
        #expect(Width.quota("5000 100000\n") == 1)
        for text in ["", "1", "1 0", "a b", "1 2 3"] { #expect(Width.quota(text) == nil) }
    }
}
