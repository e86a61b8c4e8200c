/// Reads the notation of ``MarkerTemplate``.
struct MarkerTemplateParser {
    private enum Token: Equatable {
        case literal(String)
        case column(String)
        case text
        case group([MarkerTemplate.Piece])
    }

    private let source: String
    private let characters: [Character]
    private var position = 0

    init(_ source: String) {
        self.source = source
        characters = Array(source)
    }

    mutating func parse() throws -> [MarkerTemplate.Part] {
        var tokens: [Token] = []
        while let token = try next() {
            if token == .text, tokens.contains(.text) { throw problem(.textTwice) }
            tokens.append(token)
        }
        let parts = MarkerTemplateParser.parts(of: tokens)
        guard parts.contains(where: { if case .marker = $0 { true } else { false } }) else { throw problem(.noMarkers) }
        return parts
    }

    /// A literal up to the next bracket or brace, or the item that this begins; nil at the end.
    private mutating func next() throws -> Token? {
        let literal = try takeLiteral()
        if !literal.isEmpty { return .literal(literal) }
        guard position < characters.count else { return nil }
        switch characters[position] {
        case "{":
            let name = try takeName()
            return name == "text" ? .text : .column(name)
        case "[": return .group(try takeGroup())
        case let closing: throw problem(.unopened(closing))
        }
    }

    private mutating func takeLiteral() throws -> String {
        var literal = ""
        while position < characters.count {
            let character = characters[position]
            let following = position + 1 < characters.count ? characters[position + 1] : nil
            if character == "\\" {
                switch following {
                case "n": literal.append("\n")
                case "t": literal.append("\t")
                case "\\": literal.append("\\")
                default: throw problem(.unknownEscape(following ?? "\\"))
                }
                position += 2
            } else if "{}[]".contains(character) {
                guard following == character else { break }
                literal.append(character)
                position += 2
            } else {
                literal.append(character)
                position += 1
            }
        }
        return literal
    }

    private mutating func takeName() throws -> String {
        let start = position
        guard let end = characters[position...].firstIndex(of: "}") else { throw problem(.unclosed("{")) }
        let name = String(characters[position + 1..<end]).trimmed
        guard !name.isEmpty, !name.contains("{") else { throw problem(.emptyName, at: start) }
        position = end + 1
        return name
    }

    private mutating func takeGroup() throws -> [MarkerTemplate.Piece] {
        let start = position
        position += 1
        var pieces: [MarkerTemplate.Piece] = []
        while true {
            let literal = try takeLiteral()
            if !literal.isEmpty { pieces.append(.literal(literal)) }
            guard position < characters.count else { throw problem(.unclosed("["), at: start) }
            switch characters[position] {
            case "{":
                let place = position
                let name = try takeName()
                guard name != "text" else { throw problem(.textInGroup, at: place) }
                pieces.append(.column(name))
            case "[": throw problem(.nested)
            case "]":
                position += 1
                guard pieces.contains(where: { if case .column = $0 { true } else { false } }) else {
                    throw problem(.groupWithoutColumn, at: start)
                }
                return pieces
            case let closing: throw problem(.unopened(closing))
            }
        }
    }

    private func problem(_ problem: MarkerProblem, at place: Int? = nil) -> ExportError {
        .markers(problem, template: source, offset: place ?? position)
    }

    /// Makes markers of the columns outside of groups, with the element right around them.
    private static func parts(of tokens: [Token]) -> [MarkerTemplate.Part] {
        var parts: [MarkerTemplate.Part] = []
        var rest = ArraySlice(tokens)
        while let token = rest.popFirst() {
            switch token {
            case .literal(let literal): parts.append(.literal(literal))
            case .text: parts.append(.text)
            case .group(let pieces): parts.append(.marker(pieces))
            case .column(let name):
                guard case .literal(let before) = parts.last, case .literal(let after) = rest.first,
                    let tag = before.firstMatch(of: /<([\p{L}_][\p{L}\p{N}_.:-]*)[^<>]*>$/),
                    after.hasPrefix("</\(tag.1)>")
                else {
                    parts.append(.marker([.column(name)]))
                    continue
                }
                parts.removeLast()
                let head = String(before[..<tag.range.lowerBound])
                if !head.isEmpty { parts.append(.literal(head)) }
                let closing = "</\(tag.1)>"
                parts.append(.marker([.literal(String(tag.0)), .column(name), .literal(closing)]))
                rest.removeFirst()
                let tail = String(after.dropFirst(closing.count))
                if !tail.isEmpty { rest.insert(.literal(tail), at: rest.startIndex) }
            }
        }
        return parts
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
