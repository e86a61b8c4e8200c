import CRegex
import CSQLite
import SQLite

/// A compiled regular expression in RE2's syntax. Matching takes a time that is linear in the text, whatever the
/// pattern.
final class RegularExpression {
    /// How a pattern is read.
    struct Options: Hashable {
        var ignoresCase = false
        /// The pattern is a text without operators.
        var isLiteral = false
        /// `.` matches a line break too.
        var dotMatchesNewline = false
    }

    private let handle: OpaquePointer
    /// The number of groups, without the whole match.
    let groupCount: Int

    /// The limit of a compiled pattern and its automaton. A search that needs a larger automaton restarts it.
    private static let memory = 64 << 20

    /// - Throws: `FunctionFault.invalidPattern`.
    init(_ pattern: UnsafeRawBufferPointer, _ options: Options) throws(FunctionFault) {
        var flags = 0
        if options.ignoresCase { flags |= CREGEX_IGNORES_CASE }
        if options.isLiteral { flags |= CREGEX_IS_LITERAL }
        if options.dotMatchesNewline { flags |= CREGEX_DOT_MATCHES_NEWLINE }
        var message = [CChar](repeating: 0, count: 300)
        let start = RegularExpression.start(pattern)
        guard
            let compiled = cregex_compile(
                start, pattern.count, Int32(flags), RegularExpression.memory, &message, message.count)
        else {
            let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw .invalidPattern(String(decoding: pattern, as: UTF8.self), reason: reason)
        }
        handle = compiled
        groupCount = Int(cregex_group_count(compiled))
    }

    deinit { cregex_free(handle) }

    private static func start(_ bytes: UnsafeRawBufferPointer) -> UnsafePointer<CChar> {
        // An empty text may have no address, and C wants one.
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? empty
    }

    nonisolated(unsafe) private static let empty = UnsafePointer(UnsafeMutablePointer<CChar>.allocate(capacity: 1))

    /// Whether the expression matches in a text, or the whole of it.
    ///
    /// - Throws: `FunctionFault.outOfMemory`.
    func matches(_ text: UnsafeRawBufferPointer, whole: Bool = false) throws(FunctionFault) -> Bool {
        let found = cregex_match(handle, RegularExpression.start(text), text.count, 0, whole ? 1 : 0, nil, 0)
        guard found >= 0 else { throw .outOfMemory }
        return found > 0
    }

    /// The first match at or after a byte: its position, then the positions of the first groups, nil for a group that
    /// took no part. Nil if there is no match.
    ///
    /// - Throws: `FunctionFault.outOfMemory`.
    func firstMatch(
        in text: UnsafeRawBufferPointer, from start: Int = 0, groups: Int = 0
    ) throws(FunctionFault) -> [Range<Int>?]? {
        let count = min(groups, groupCount) + 1
        var ranges = [cregex_range](repeating: cregex_range(start: -1, end: -1), count: count)
        let found = cregex_match(
            handle, RegularExpression.start(text), text.count, start, 0, &ranges, Int32(clamping: count))
        guard found >= 0 else { throw .outOfMemory }
        return found == 0 ? nil : ranges.map { $0.start < 0 ? nil : $0.start..<$0.end }
    }

    /// Calls `body` with each match, from left to right and without overlaps. An empty match directly after the
    /// previous match is left out.
    ///
    /// - Throws: `FunctionFault`.
    func forEachMatch(
        in text: UnsafeRawBufferPointer, groups: Int = 0, _ body: ([Range<Int>?]) throws(FunctionFault) -> Bool
    ) throws(FunctionFault) {
        var start = 0
        var lastEnd = -1
        while start <= text.count {
            guard let match = try firstMatch(in: text, from: start, groups: groups), let whole = match[0] else {
                return
            }
            if whole.isEmpty, whole.lowerBound == lastEnd {
                // Nothing is found here a second time.
                start = text.index(afterCharacterAt: start) ?? text.count + 1
                continue
            }
            guard try body(match) else { return }
            start = whole.upperBound
            lastEnd = whole.upperBound
        }
    }
}

/// The regular expressions that a connection has compiled: each once, for as many rows as use it.
final class PatternCache {
    private struct Key: Hashable {
        let pattern: [UInt8]
        let options: RegularExpression.Options
    }

    /// More patterns than that come from data, not from a statement.
    private static let capacity = 64

    private var compiled: [Key: RegularExpression] = [:]
    private var last: (key: Key, expression: RegularExpression)?

    /// - Throws: `FunctionFault.invalidPattern`.
    func expression(
        _ pattern: UnsafeRawBufferPointer, _ options: RegularExpression.Options
    ) throws(FunctionFault) -> RegularExpression {
        if let last, last.key.options == options, last.key.pattern.elementsEqual(pattern) { return last.expression }
        let key = Key(pattern: Array(pattern), options: options)
        if let found = compiled[key] {
            last = (key, found)
            return found
        }
        let expression = try RegularExpression(pattern, options)
        if compiled.count >= PatternCache.capacity { compiled.removeAll() }
        compiled[key] = expression
        last = (key, expression)
        return expression
    }
}
