/// Collects the names of a Swift file.
///
/// Comments, regular expressions and the text of string literals give no names; the code of an interpolation does. A
/// declaration is at the top level if its line begins in the first column, which is where the formatter puts it.
struct SourceScanner {
    /// What the words of a line that begins in the first column lead to.
    private enum Header: Equatable {
        case modifiers(isFilePrivate: Bool)
        case typeName(isFilePrivate: Bool)
        case moduleName
        /// The rest of a line, where a word has no special meaning.
        case body
    }

    private let bytes: [UInt8]
    private var index = 0
    private var header = Header.body
    private var found = SourceNames()

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The names in the text of a file.
    static func names(in bytes: [UInt8]) -> SourceNames {
        var scanner = SourceScanner(bytes)
        scanner.scanCode(isInterpolation: false)
        return scanner.found
    }

    /// Reads code to its end, or to the parenthesis that closes an interpolation.
    private mutating func scanCode(isInterpolation: Bool) {
        var openParentheses = 0
        while index < bytes.count {
            let byte = bytes[index]
            if Self.isNameByte(byte) {
                scanWord()
            } else if byte == Self.quote {
                scanString(hashes: 0)
            } else if byte == Self.hash {
                scanHashes()
            } else if byte == Self.slash {
                scanSlash()
            } else {
                index += 1
                if byte == Self.newline || byte == Self.openBrace { header = .body }
                if byte == Self.openParenthesis { openParentheses += 1 }
                if byte == Self.closeParenthesis {
                    if isInterpolation, openParentheses == 0 { return }
                    openParentheses -= 1
                }
            }
        }
    }

    // MARK: - Words

    private mutating func scanWord() {
        let start = index
        while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
        if beginsLine(start) { header = .modifiers(isFilePrivate: false) }
        let isCapital = bytes[start] >= Self.capitalA && bytes[start] <= Self.capitalZ
        guard isCapital || header != .body else { return }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        readHeader(word)
        if isCapital, !isMember(start) { found.mentioned.insert(word) }
    }

    private mutating func readHeader(_ word: String) {
        switch header {
        case .body: break
        case .modifiers(let isFilePrivate):
            switch word {
            case "import": header = .moduleName
            case "private", "fileprivate": header = .modifiers(isFilePrivate: true)
            case "class", "struct", "enum", "protocol", "actor", "typealias":
                header = .typeName(isFilePrivate: isFilePrivate)
            case "extension", "func", "let", "var": header = .body
            default: break
            }
        case .typeName(let isFilePrivate):
            if !isFilePrivate { found.declared.insert(word) }
            header = .body
        case .moduleName:
            // `import struct Module.Name` has a word before the module.
            guard !Self.importKinds.contains(word) else { break }
            found.imported.insert(word)
            header = .body
        }
    }

    /// Whether a line begins with the word at `start`, or with its attribute sign.
    private func beginsLine(_ start: Int) -> Bool {
        let first = start > 0 && bytes[start - 1] == Self.at ? start - 1 : start
        return first == 0 || bytes[first - 1] == Self.newline
    }

    /// Whether one dot stands before the word; two or three are an operator of ranges.
    private func isMember(_ start: Int) -> Bool {
        start > 0 && bytes[start - 1] == Self.dot && (start == 1 || bytes[start - 2] != Self.dot)
    }

    // MARK: - Strings

    /// Reads number signs: of a raw string, or of a directive.
    private mutating func scanHashes() {
        var hashes = 0
        while holds(Self.hash, at: index) {
            hashes += 1
            index += 1
        }
        if holds(Self.quote, at: index) { scanString(hashes: hashes) }
    }

    /// Reads a string literal from its first quote on, with the code of its interpolations.
    ///
    /// - Parameter hashes: how many number signs stand before the quote.
    private mutating func scanString(hashes: Int) {
        let quotes = holds(Self.quote, at: index, count: 3) ? 3 : 1
        index += quotes
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Self.quote, holds(Self.quote, at: index, count: quotes),
                holds(Self.hash, at: index + quotes, count: hashes)
            {
                index += quotes + hashes
                return
            }
            if byte == Self.backslash, holds(Self.hash, at: index + 1, count: hashes) {
                index += 2 + hashes
                if holds(Self.openParenthesis, at: index - 1) { scanCode(isInterpolation: true) }
                continue
            }
            // A literal of one line that has no end is not one.
            if byte == Self.newline, quotes == 1 { return }
            index += 1
        }
    }

    // MARK: - Comments and regular expressions

    private mutating func scanSlash() {
        if holds(Self.slash, at: index + 1) {
            while index < bytes.count, bytes[index] != Self.newline { index += 1 }
        } else if holds(Self.asterisk, at: index + 1) {
            skipBlockComment()
        } else {
            index = endOfExpression ?? index + 1
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if holds(Self.slash, at: index), holds(Self.asterisk, at: index + 1) {
                depth += 1
                index += 2
            } else if holds(Self.asterisk, at: index), holds(Self.slash, at: index + 1) {
                depth -= 1
                index += 2
            } else {
                index += 1
            }
        } while depth > 0 && index < bytes.count
    }

    /// The place behind the regular expression that the slash at the index begins; nil if the slash is an operator.
    private var endOfExpression: Int? {
        guard expectsOperand else { return nil }
        var place = index + 1
        while place < bytes.count, bytes[place] != Self.newline {
            if bytes[place] == Self.slash { return place + 1 }
            place += bytes[place] == Self.backslash ? 2 : 1
        }
        return nil
    }

    /// Whether an operator or an opening bracket stands before the index.
    private var expectsOperand: Bool {
        var before = index - 1
        while before >= 0, bytes[before] == Self.space { before -= 1 }
        return before < 0 || Self.beforeOperands.contains(bytes[before])
    }

    // MARK: - Bytes

    /// Whether the byte stands `count` times at `place`.
    private func holds(_ byte: UInt8, at place: Int, count: Int = 1) -> Bool {
        place + count <= bytes.count && bytes[place..<place + count].allSatisfy { $0 == byte }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte >= smallA && byte <= smallZ || byte >= capitalA && byte <= capitalZ || byte == underscore
            || byte >= zero && byte <= nine || byte >= 0x80
    }

    private static let smallA = UInt8(ascii: "a")
    private static let smallZ = UInt8(ascii: "z")
    private static let capitalA = UInt8(ascii: "A")
    private static let capitalZ = UInt8(ascii: "Z")
    private static let zero = UInt8(ascii: "0")
    private static let nine = UInt8(ascii: "9")
    private static let underscore = UInt8(ascii: "_")
    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let hash = UInt8(ascii: "#")
    private static let slash = UInt8(ascii: "/")
    private static let asterisk = UInt8(ascii: "*")
    private static let dot = UInt8(ascii: ".")
    private static let at = UInt8(ascii: "@")
    private static let openBrace = UInt8(ascii: "{")
    private static let openParenthesis = UInt8(ascii: "(")
    private static let closeParenthesis = UInt8(ascii: ")")
    private static let beforeOperands = Array("([{,=:!&|\n".utf8)

    private static let importKinds: Set<String> = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
    ]
}
