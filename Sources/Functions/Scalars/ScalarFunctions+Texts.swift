extension ScalarFunctions {
    /// Functions of texts. A number is converted to text as SQL does. If an argument is null, the value is null, unless
    /// the summary says otherwise.
    static let texts: [ScalarFunction] =
        [
            ScalarFunction(
                "split_part", ["text", "separator", "n"],
                "The n-th part of a text between separators, from 1; from the end where n is negative; else empty."
            ) { call throws(FunctionFault) in
                guard let text = call.arguments.bytes(0), let separator = call.arguments.bytes(1),
                    let number = try call.arguments.wholeNumber(2, "n")
                else { return call.result.setNull() }
                call.result.set(text: TextParts(text, separator: separator).part(number))
            },
            search("contains", "Whether a text contains a part, letter for letter.") { text, part in
                part.isEmpty || text.firstRange(of: part, from: 0) != nil
            },
        ]
        + ["starts_with", "prefix"].map { name in
            search(name, "Whether a text begins with a part, letter for letter.") { $0.starts(with: $1) }
        }
        + ["ends_with", "suffix"].map { name in
            search(name, "Whether a text ends with a part, letter for letter.") { text, part in
                text.count >= part.count && text[(text.count - part.count)...].elementsEqual(part)
            }
        }
        + [
            ScalarFunction(
                "concat", anyNumberOf: ["a", "b"], required: 0, "The texts one after another, nulls left out."
            ) { call in
                var bytes: [UInt8] = []
                for index in 0..<call.arguments.count {
                    if let text = call.arguments.bytes(index) { bytes.append(contentsOf: text) }
                }
                bytes.withUnsafeBytes { call.result.set(text: $0) }
            },
            ScalarFunction(
                "concat_ws", anyNumberOf: ["separator", "a", "b"], required: 1,
                "The texts one after another with a separator between them, nulls left out."
            ) { call in
                guard let separator = call.arguments.bytes(0) else { return call.result.setNull() }
                var bytes: [UInt8] = []
                var isFirst = true
                for index in 1..<max(call.arguments.count, 1) {
                    guard let text = call.arguments.bytes(index) else { continue }
                    if !isFirst { bytes.append(contentsOf: separator) }
                    bytes.append(contentsOf: text)
                    isFirst = false
                }
                bytes.withUnsafeBytes { call.result.set(text: $0) }
            },
            end("left", "The first n characters of a text; all but the last -n where n is negative.", isLeft: true),
            end("right", "The last n characters of a text; all but the first -n where n is negative.", isLeft: false),
        ]

    private static func search(
        _ name: String, _ summary: String,
        _ finds: @escaping @Sendable (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Bool
    ) -> ScalarFunction {
        ScalarFunction(name, ["text", "part"], summary) { call in
            guard let text = call.arguments.bytes(0), let part = call.arguments.bytes(1) else {
                return call.result.setNull()
            }
            call.result.set(finds(text, part) ? 1 : 0 as Int64)
        }
    }

    private static func end(_ name: String, _ summary: String, isLeft: Bool) -> ScalarFunction {
        ScalarFunction(name, ["text", "n"], summary) { call throws(FunctionFault) in
            guard let text = call.arguments.bytes(0), let number = try call.arguments.wholeNumber(1, "n") else {
                return call.result.setNull()
            }
            // n characters from one end, or all except n characters from the other end.
            let cut = text.index(afterCharacters: number.magnitude, fromStart: isLeft == (number >= 0))
            call.result.set(text: UnsafeRawBufferPointer(rebasing: isLeft ? text[..<cut] : text[cut...]))
        }
    }
}
