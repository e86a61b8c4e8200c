import SQLite

/// A `tabular` of LaTeX with the rules of booktabs, one line per row. A null is an empty cell.
///
/// Every character shows as it is: characters with a meaning in TeX are escaped, characters that would form a ligature
/// (`--`, `''`) are separated, and the number of blanks is kept. A control character, which no font has, is written
/// `\texttt{\textbackslash{}x01}`.
struct LaTeXFormat: OutputFormat {
    private var columns: [String] = []
    private var wroteHead = false

    mutating func begin(columns: [String], into output: inout TextBuffer) {
        self.columns = columns
    }

    mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        // The first row decides which columns are numbers and right-aligned.
        if !wroteHead { appendHead(isNumber: row.map(\.isNumber), into: &output) }
        append(cells: row.map { $0.plainText ?? "" }, into: &output)
    }

    mutating func end(into output: inout TextBuffer) {
        if !wroteHead { appendHead(isNumber: columns.map { _ in false }, into: &output) }
        output.append("\\bottomrule\n\\end{tabular}\n")
    }

    private mutating func appendHead(isNumber: [Bool], into output: inout TextBuffer) {
        wroteHead = true
        output.append("\\begin{tabular}{\(isNumber.map { $0 ? "r" : "l" }.joined())}\n\\toprule\n")
        append(cells: columns, into: &output)
        output.append("\\midrule\n")
    }

    private func append(cells: [String], into output: inout TextBuffer) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.append(" & ") }
            LaTeXText.append(cell, into: &output)
        }
        output.append(" \\\\\n")
    }
}

/// Plain text as LaTeX.
public enum LaTeXText {
    /// The text with all characters shown as they are.
    public static func escaped(_ text: String) -> String {
        var output = TextBuffer()
        append(text, into: &output)
        return String(decoding: output.bytes, as: UTF8.self)
    }

    public static func append(_ text: String, into output: inout TextBuffer) {
        let bytes = Array(text.utf8)
        // Behind `\\` a bracket begins an argument and a star is one.
        if let first = bytes.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "*") { output.append("{}") }
        for (index, byte) in bytes.enumerated() {
            if let escape = escapes[byte] {
                output.append(escape)
            } else if byte == UInt8(ascii: " ") {
                let isAtEnd = index == 0 || index == bytes.count - 1 || isBlank(bytes[index - 1])
                output.append(isAtEnd ? "\\ " : " ")
            } else if byte < 0x20 || byte == 0x7F {
                let digits = String(byte, radix: 16)
                output.append("\\texttt{\\textbackslash{}x\(digits.count < 2 ? "0" : "")\(digits)}")
            } else {
                output.append(byte)
                if joining.contains(byte), index + 1 < bytes.count, bytes[index + 1] == byte { output.append("{}") }
            }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

    /// Two of them are another sign.
    private static let joining = Set("-',".utf8)

    private static let escapes: [UInt8: String] = Dictionary(
        uniqueKeysWithValues: [
            ("\\", "\\textbackslash{}"), ("{", "\\{"), ("}", "\\}"), ("$", "\\$"), ("&", "\\&"), ("#", "\\#"),
            ("%", "\\%"), ("_", "\\_"), ("~", "\\textasciitilde{}"), ("^", "\\textasciicircum{}"),
            ("<", "\\textless{}"), (">", "\\textgreater{}"), ("|", "\\textbar{}"), ("\"", "\\textquotedbl{}"),
            ("`", "\\textasciigrave{}"), ("\n", "\\newline{}"), ("\t", "\\quad{}"),
        ].map { (Character($0.0).asciiValue ?? 0, $0.1) })
}
