import Synchronization

/// A regular expression that several threads match at the same time, each by an automaton of its own: RE2 guards an
/// automaton by a lock, which threads would wait for.
package final class ConcurrentPattern: Sendable {
    private let pattern: [UInt8]
    /// Automata that no thread uses.
    private let idle: Mutex<[Automaton]>

    /// One thread at a time uses it.
    private struct Automaton: @unchecked Sendable {
        let expression: RegularExpression
    }

    /// Nil if the pattern is no regular expression.
    ///
    /// - Parameter pattern: as `text regexp pattern` takes it.
    package init?(_ pattern: [UInt8]) {
        guard let first = try? ConcurrentPattern.compiled(pattern) else { return nil }
        self.pattern = pattern
        idle = Mutex([first])
    }

    /// Whether it matches anywhere in a text.
    package typealias Matcher = (UnsafeRawBufferPointer) throws -> Bool

    /// Calls `body` with what matches texts, which must not leave it.
    ///
    /// - Throws: where memory is exhausted; what `body` throws.
    package func withMatcher<Result>(_ body: (Matcher) throws -> Result) throws -> Result {
        let automaton = try idle.withLock { $0.popLast() } ?? ConcurrentPattern.compiled(pattern)
        defer { idle.withLock { $0.append(automaton) } }
        return try body { text in try automaton.expression.matches(text) }
    }

    private static func compiled(_ pattern: [UInt8]) throws -> Automaton {
        let expression = try pattern.withUnsafeBytes { pattern throws(FunctionFault) in
            try RegularExpression(pattern, RegularExpression.Options())
        }
        return Automaton(expression: expression)
    }
}
