/// Parses one JSON text after another, by RFC 8259, onto a tape that is reused.
///
/// Two common deviations are read and counted: `NaN` and `Infinity`, which are read as no value, and escapes of half a
/// surrogate pair, which RFC 8259 does not define and which are read as U+FFFD.
///
/// Containers are tracked on a stack of its own, so no input can exhaust the call stack. Strings are checked (escapes,
/// control characters, UTF-8) and left where they are; numbers are checked and left as digits.
final class JSONParser {
    /// Containers inside containers; deeper texts are refused.
    static let maximumDepth = 1_000

    enum Outcome: Equatable {
        /// A value ends before `end`; the tape holds it, its root at index 0.
        case complete(end: Int)
        /// The text stops inside the value, or where a number might continue, and more text will come.
        case incomplete
        case failed(JSONProblem, at: Int)
    }

    @exclusivity(unchecked) private(set) var tape = JSONTape(capacity: 256)
    /// Numbers of the text parsed last that are not finite; they are null on the tape.
    private(set) var nonFiniteNumbers = 0
    /// Strings of the text parsed last that hold half a surrogate pair.
    private(set) var brokenStrings = 0
    /// For each open container the index of its tape entry, doubled, plus one for an object.
    private let containers = UnsafeMutablePointer<UInt32>.allocate(capacity: maximumDepth)

    deinit {
        tape.deallocate()
        containers.deallocate()
    }

    /// Parses a text that is one value with white space around it. Throws nothing; the outcome is never `incomplete`.
    func parseWhole(_ text: UnsafePointer<UInt8>, count: Int) -> Outcome {
        let outcome = parse(text, count: count, isFinal: true)
        guard case .complete(let end) = outcome else { return outcome }
        let rest = ByteScan.skipSpace(text, from: end, count: count)
        return rest == count ? .complete(end: count) : .failed(.contentAfterValue, at: rest)
    }

    /// Parses the value that begins `text`, which has `count` bytes so far; `isFinal` if no more will come.
    func parse(_ text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> Outcome {
        assert(count <= ReaderOptions.longestRecordBytes * 2)
        var tape = self.tape
        tape.truncate(to: 0)
        nonFiniteNumbers = 0
        brokenStrings = 0
        let outcome = fill(&tape, text, count: count)
        self.tape = tape
        if !isFinal {
            if case .failed(.unexpectedEnd, _) = outcome { return .incomplete }
            // A number outside of any container may continue in bytes that are not here yet.
            if case .complete(let end) = outcome, end == count, tape[0].kind == .number { return .incomplete }
        }
        return outcome
    }

    /// Reads a number that is not finite, which JSON does not have, as null.
    ///
    /// - Returns: the error if there is no such number: `problem`, or that the text ends inside it.
    private func takeNonFinite(
        _ tape: inout JSONTape, _ text: UnsafePointer<UInt8>, count: Int, _ position: inout Int,
        otherwise problem: JSONProblem
    ) -> JSONProblem? {
        switch text[position] {
        case UInt8(ascii: "-"), UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "I"), UInt8(ascii: "i"): break
        default: return problem
        }
        let end = JSONScalar.endOfNonFinite(text, from: position, count: count)
        guard end >= 0 else { return end == JSONScalar.ranOut ? .unexpectedEnd : problem }
        tape.appendScalar(.null, start: position, length: end &- position)
        nonFiniteNumbers += 1
        position = end
        return nil
    }

    private func fill(_ tape: inout JSONTape, _ text: UnsafePointer<UInt8>, count: Int) -> Outcome {
        var position = 0
        var depth = 0
        var expectsKey = false

        while true {
            position = ByteScan.skipSpace(text, from: position, count: count)
            guard position < count else { return .failed(.unexpectedEnd, at: count) }

            if expectsKey {
                guard text[position] == UInt8(ascii: "\"") else { return .failed(.expectedKey, at: position) }
                let key = JSONStringScan(text, from: position &+ 1, count: count)
                if let problem = key.problem { return .failed(problem, at: key.end) }
                if key.hasLoneSurrogates { brokenStrings += 1 }
                tape.appendScalar(
                    .string, start: position &+ 1, length: key.end &- position &- 1, hasEscapes: key.hasEscapes)
                position = ByteScan.skipSpace(text, from: key.end &+ 1, count: count)
                guard position < count else { return .failed(.unexpectedEnd, at: count) }
                guard text[position] == UInt8(ascii: ":") else { return .failed(.expectedColon, at: position) }
                position = ByteScan.skipSpace(text, from: position &+ 1, count: count)
                guard position < count else { return .failed(.unexpectedEnd, at: count) }
                expectsKey = false
            }

            let first = text[position]
            switch first {
            case UInt8(ascii: "\""):
                let string = JSONStringScan(text, from: position &+ 1, count: count)
                if let problem = string.problem { return .failed(problem, at: string.end) }
                if string.hasLoneSurrogates { brokenStrings += 1 }
                tape.appendScalar(
                    .string, start: position &+ 1, length: string.end &- position &- 1, hasEscapes: string.hasEscapes)
                position = string.end &+ 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < Self.maximumDepth else {
                    return .failed(.nestedTooDeep(limit: Self.maximumDepth), at: position)
                }
                let isObject = first == UInt8(ascii: "{")
                containers[depth] = UInt32(truncatingIfNeeded: tape.count &* 2 &+ (isObject ? 1 : 0))
                depth &+= 1
                tape.appendScalar(isObject ? .object : .array, start: position, length: 1)
                position = ByteScan.skipSpace(text, from: position &+ 1, count: count)
                guard position < count else { return .failed(.unexpectedEnd, at: count) }
                // The end of an empty container is handled below, like that of any other.
                if text[position] != (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    expectsKey = isObject
                    continue
                }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let end = JSONScalar.endOfNumber(text, from: position, count: count)
                if end >= 0 {
                    tape.appendScalar(.number, start: position, length: end &- position)
                    position = end
                } else {
                    let problem: JSONProblem? =
                        end == JSONScalar.ranOut
                        ? .unexpectedEnd
                        : takeNonFinite(&tape, text, count: count, &position, otherwise: .badNumber)
                    if let problem { return .failed(problem, at: position) }
                }
            case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
                let end = JSONScalar.endOfWord(text, from: position, count: count)
                if end >= 0 {
                    tape.appendScalar(
                        first == UInt8(ascii: "n") ? .null : .boolean, start: position, length: end &- position)
                    position = end
                } else {
                    let problem: JSONProblem? =
                        end == JSONScalar.ranOut
                        ? .unexpectedEnd
                        : takeNonFinite(&tape, text, count: count, &position, otherwise: .expectedValue)
                    if let problem { return .failed(problem, at: position) }
                }
            default:
                let isEnd = first == UInt8(ascii: "]") || first == UInt8(ascii: "}")
                var last = position &- 1
                while last >= 0 && ByteScan.isSpace(text[last]) { last &-= 1 }
                let isAfterComma = isEnd && last >= 0 && text[last] == UInt8(ascii: ",")
                let problem = takeNonFinite(
                    &tape, text, count: count, &position, otherwise: isAfterComma ? .trailingComma : .expectedValue)
                if let problem { return .failed(problem, at: position) }
            }

            // After a value: close containers until a comma announces the next one.
            while true {
                if depth == 0 { return .complete(end: position) }
                position = ByteScan.skipSpace(text, from: position, count: count)
                guard position < count else { return .failed(.unexpectedEnd, at: count) }
                let container = containers[depth &- 1]
                let isObject = container & 1 == 1
                let byte = text[position]
                if byte == UInt8(ascii: ",") {
                    position &+= 1
                    expectsKey = isObject
                    break
                }
                guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    return .failed(.expectedCommaOrEnd, at: position)
                }
                position &+= 1
                depth &-= 1
                let index = Int(container &>> 1)
                var entry = tape[index]
                entry.length = UInt32(truncatingIfNeeded: position) &- entry.start
                entry.next = UInt32(truncatingIfNeeded: tape.count)
                tape[index] = entry
            }
        }
    }
}
