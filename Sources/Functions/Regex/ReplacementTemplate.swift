/// The replacement of a match: bytes, and groups of the match by `\0` (all of it) to `\9`. `\\` is a backslash.
struct ReplacementTemplate {
    private enum Part {
        case bytes([UInt8])
        case group(Int)
    }

    private var parts: [Part] = []
    /// The highest group that is used.
    private(set) var highestGroup = 0

    /// - Throws: `FunctionFault.invalidReplacement`.
    init(_ template: UnsafeRawBufferPointer, groupCount: Int) throws(FunctionFault) {
        let backslash = UInt8(ascii: "\\")
        var literal: [UInt8] = []
        var index = 0
        while index < template.count {
            let byte = template[index]
            guard byte == backslash else {
                literal.append(byte)
                index += 1
                continue
            }
            let next = index + 1 < template.count ? template[index + 1] : 0
            switch next {
            case backslash: literal.append(backslash)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let group = Int(next - UInt8(ascii: "0"))
                guard group <= groupCount else {
                    throw .noSuchGroup(group, count: groupCount)
                }
                parts.append(.bytes(literal))
                parts.append(.group(group))
                literal = []
                highestGroup = max(highestGroup, group)
            default: throw .invalidReplacement(String(decoding: template, as: UTF8.self))
            }
            index += 2
        }
        parts.append(.bytes(literal))
    }

    /// Appends the replacement of a match.
    func append(_ match: [Range<Int>?], of text: UnsafeRawBufferPointer, to result: inout [UInt8]) {
        for part in parts {
            switch part {
            case .bytes(let bytes): result.append(contentsOf: bytes)
            case .group(let group):
                if group < match.count, let range = match[group] { result.append(contentsOf: text[range]) }
            }
        }
    }
}
