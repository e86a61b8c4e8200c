extension ScalarFunctions {
    /// What SQLite calls for an operator.
    static let operators: [ScalarFunction] = [
        // `x regexp p` is `regexp(p, x)`.
        ScalarFunction("regexp", ["pattern", "text"], "Whether a regular expression matches in a text.") {
            call throws(FunctionFault) in
            try match(call, text: 1, pattern: 0)
        }
    ]

    static let regularExpressions: [ScalarFunction] =
        ["regexp_like", "regexp_matches"].map { name in
            ScalarFunction(
                name, ["text", "pattern", "options"], optional: 1,
                "Whether a regular expression (RE2) matches anywhere in a text."
            ) { call throws(FunctionFault) in
                try match(call, text: 0, pattern: 1)
            }
        }
        + [
            ScalarFunction(
                "regexp_full_match", ["text", "pattern", "options"], optional: 1,
                "Whether a regular expression (RE2) matches a whole text."
            ) { call throws(FunctionFault) in
                try match(call, text: 0, pattern: 1, whole: true)
            },
            ScalarFunction(
                "regexp_extract", ["text", "pattern", "group", "options"], optional: 2,
                "First match of a regular expression, or one of its groups; empty where there is none."
            ) { call throws(FunctionFault) in
                try extract(call)
            },
            ScalarFunction(
                "regexp_extract_all", ["text", "pattern", "group", "options"], optional: 2,
                "All matches of a regular expression, or one of their groups, as a JSON array."
            ) { call throws(FunctionFault) in
                try extractAll(call)
            },
            ScalarFunction(
                "regexp_count", ["text", "pattern", "options"], optional: 1,
                "Number of matches of a regular expression in a text, none over another."
            ) { call throws(FunctionFault) in
                guard let (text, expression) = try operands(call, options: 2) else { return call.result.setNull() }
                var count: Int64 = 0
                try expression.forEachMatch(in: text) { _ in
                    count += 1
                    return true
                }
                call.result.set(count)
            },
            ScalarFunction(
                "regexp_replace", ["text", "pattern", "replacement", "options"], optional: 1,
                "Text with the first match replaced, with option 'g' all of them; \\1 in the replacement is a group."
            ) { call throws(FunctionFault) in
                try replace(call)
            },
        ]

    private static func match(
        _ call: FunctionCall, text: Int, pattern: Int, whole: Bool = false
    ) throws(FunctionFault) {
        guard let (text, expression) = try operands(call, text: text, pattern: pattern, options: 2) else {
            return call.result.setNull()
        }
        call.result.set(try expression.matches(text, whole: whole) ? 1 : 0 as Int64)
    }

    private static func extract(_ call: FunctionCall) throws(FunctionFault) {
        guard let (text, expression) = try operands(call, options: 3) else { return call.result.setNull() }
        guard let group = try group(call, of: expression) else { return call.result.setNull() }
        let match = try expression.firstMatch(in: text, groups: group)
        call.result.set(text: UnsafeRawBufferPointer(rebasing: text[match?[group] ?? 0..<0]))
    }

    private static func extractAll(_ call: FunctionCall) throws(FunctionFault) {
        guard let (text, expression) = try operands(call, options: 3) else { return call.result.setNull() }
        guard let group = try group(call, of: expression) else { return call.result.setNull() }
        var list = JSONArrayText()
        try expression.forEachMatch(in: text, groups: group) { match in
            list.append(text: UnsafeRawBufferPointer(rebasing: text[match[group] ?? 0..<0]))
            return true
        }
        list.set(call.result)
    }

    private static func replace(_ call: FunctionCall) throws(FunctionFault) {
        guard let (text, expression) = try operands(call, options: 3), let replacement = call.arguments.bytes(2) else {
            return call.result.setNull()
        }
        let isGlobal = call.arguments.bytes(3)?.contains(UInt8(ascii: "g")) ?? false
        let template = try ReplacementTemplate(replacement, groupCount: expression.groupCount)
        var result: [UInt8] = []
        var end = 0
        try expression.forEachMatch(in: text, groups: template.highestGroup) { match in
            guard let whole = match[0] else { return false }
            result.append(contentsOf: text[end..<whole.lowerBound])
            template.append(match, of: text, to: &result)
            end = whole.upperBound
            return isGlobal
        }
        result.append(contentsOf: text[end...])
        result.withUnsafeBytes { call.result.set(text: $0) }
    }

    /// The text and the compiled pattern; nil if one of them is null.
    private static func operands(
        _ call: FunctionCall, text: Int = 0, pattern: Int = 1, options: Int
    ) throws(FunctionFault) -> (text: UnsafeRawBufferPointer, expression: RegularExpression)? {
        guard let text = call.arguments.bytes(text), let pattern = call.arguments.bytes(pattern) else { return nil }
        var read = RegularExpression.Options()
        for letter in call.arguments.bytes(options) ?? UnsafeRawBufferPointer(start: nil, count: 0) {
            switch letter {
            case UInt8(ascii: "i"): read.ignoresCase = true
            case UInt8(ascii: "c"): read.ignoresCase = false
            case UInt8(ascii: "l"): read.isLiteral = true
            case UInt8(ascii: "s"): read.dotMatchesNewline = true
            case UInt8(ascii: "m"), UInt8(ascii: "n"), UInt8(ascii: "p"): read.dotMatchesNewline = false
            case UInt8(ascii: "g"): continue
            default:
                throw .outOfRange(
                    argument: "options", value: "'\(Character(UnicodeScalar(letter)))'",
                    allowed: "of the letters c, g, i, l, n and s")
            }
        }
        return (text, try call.patterns.expression(pattern, read))
    }

    /// The number of a group, 0 for the whole match; nil for null.
    private static func group(
        _ call: FunctionCall, of expression: RegularExpression
    ) throws(FunctionFault) -> Int? {
        guard call.arguments.count > 2 else { return 0 }
        guard let group = try call.arguments.wholeNumber(2, "group") else { return nil }
        guard (0...expression.groupCount).contains(group) else {
            throw .noSuchGroup(group, count: expression.groupCount)
        }
        return group
    }
}
