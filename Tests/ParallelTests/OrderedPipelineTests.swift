import Foundation
import TestSupport
import Testing

@testable import Parallel

@Suite("Ordered pipelines")
struct OrderedPipelineTests {
    private struct Broken: Error, Equatable {
        var number: Int
    }

    /// Inputs 0, 1, … up to a count, then the end or an error.
    private func pipeline(
        workers: Int, depth: Int = 4, inputDepth: Int = 3, count: Int, endsIn error: Broken? = nil, failing: Int? = nil,
        counted: @escaping (Int) -> Void = { _ in }
    ) -> OrderedPipeline<Int, Int> {
        var next = 0
        let work: OrderedPipeline<Int, Int>.Worker = { input in
            if input == failing { throw Broken(number: input) }
            // The first of each pair is the slower one, so that results come out of order.
            if input % 2 == 0 { usleep(useconds_t(input % 7 * 20)) }
            return input * input
        }
        return OrderedPipeline(workers: Array(repeating: work, count: workers), depth: depth, inputDepth: inputDepth) {
            if next == count {
                if let error { throw error }
                return nil
            }
            counted(next)
            defer { next += 1 }
            return next
        }
    }

    @Test(arguments: [1, 2, 3, 7]) func resultsComeInTheOrderOfTheInputs(workers: Int) throws {
        for count in [0, 1, 2, 500] {
            let pipeline = pipeline(workers: workers, count: count)
            var results: [Int] = []
            while let result = try pipeline.next() { results.append(result) }
            #expect(results == (0..<count).map { $0 * $0 })
            #expect(try pipeline.next() == nil)
        }
    }

    @Test(arguments: [1, 2, 3]) func errorsOfTheProducerComeAfterAllBeforeThem(workers: Int) throws {
        for count in [0, 1, 50] {
            let pipeline = pipeline(workers: workers, count: count, endsIn: Broken(number: -1))
            for input in 0..<count { #expect(try pipeline.next() == input * input) }
            #expect(throws: Broken(number: -1)) { try pipeline.next() }
        }
    }

    @Test(arguments: [1, 2, 3]) func errorsOfAWorkerComeInTheirTurn(workers: Int) throws {
        let pipeline = pipeline(workers: workers, count: 50, failing: 17)
        for input in 0..<17 { #expect(try pipeline.next() == input * input) }
        #expect(throws: Broken(number: 17)) { try pipeline.next() }
        pipeline.stop()
    }

    @Test func noMoreInputsAreMadeThanTheDepth() throws {
        let lock = NSLock()
        nonisolated(unsafe) var made = 0
        let pipeline = pipeline(workers: 2, depth: 5, count: 100) { _ in lock.withLock { made += 1 } }
        for taken in 1...60 {
            _ = try pipeline.next()
            #expect(lock.withLock { made } <= taken + 5)
        }
        pipeline.stop()
    }

    @Test func canBeStoppedAtAnyTime() throws {
        for taken in 0..<20 {
            let pipeline = pipeline(workers: 2, count: 1000)
            for _ in 0..<taken { _ = try pipeline.next() }
            pipeline.stop()
        }
    }

    /// A consumer that waits for several results is woken when no more can arrive before it takes some.
    @Test(arguments: [1, 2, 3, 4, 5, 8, 16, 33]) func anyDepthComesToAnEnd(depth: Int) throws {
        for count in [depth - 1, depth, depth + 1, 3 * depth + 1, 100] {
            for workers in [2, 3] {
                for inputDepth in [1, 4, depth] {
                    let pipeline = pipeline(workers: workers, depth: depth, inputDepth: inputDepth, count: count)
                    var results = 0
                    while try pipeline.next() != nil { results += 1 }
                    #expect(results == count)
                }
            }
        }
    }
}
