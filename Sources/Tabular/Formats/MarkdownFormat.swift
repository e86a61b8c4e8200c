import SQLite

/// A table of GitHub-flavoured Markdown. Characters that would start markup are escaped, so that a cell shows the text
/// that the value has; a null is an empty cell, a line break `<br>`.
struct MarkdownFormat: OutputFormat {
    private var columns: [String] = []
    private var wroteHeader = false

    mutating func begin(columns: [String], into output: inout TextBuffer) {
        self.columns = columns
    }

    mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        // The first row decides which columns are numbers and right-aligned.
        if !wroteHeader { appendHeader(isNumber: row.map(\.isNumber), into: &output) }
        append(cells: row.map { $0.plainText ?? "" }, into: &output)
    }

    mutating func end(into output: inout TextBuffer) {
        if !wroteHeader { appendHeader(isNumber: columns.map { _ in false }, into: &output) }
    }

    private mutating func appendHeader(isNumber: [Bool], into output: inout TextBuffer) {
        wroteHeader = true
        append(cells: columns, into: &output)
        for number in isNumber { output.append(number ? "| ---: " : "| --- ") }
        output.append("|\n")
    }

    private func append(cells: [String], into output: inout TextBuffer) {
        for cell in cells {
            output.append("| ")
            if !cell.isEmpty {
                MarkdownText.append(cell, into: &output)
                output.append(UInt8(ascii: " "))
            }
        }
        output.append("|\n")
    }
}

/// Plain text as GitHub-flavoured Markdown, on one line.
public enum MarkdownText {
    public static func append(_ text: String, into output: inout TextBuffer) {
        // Blanks at the ends of a cell would count as part of the Markdown syntax.
        var inner = Substring(text).unicodeScalars
        var end = ""
        if let last = inner.last, last.isBlankOfCell {
            end = "&#\(last.value);"
            inner.removeLast()
        }
        if let first = inner.first, first.isBlankOfCell {
            output.append("&#\(first.value);")
            inner.removeFirst()
        }
        append(escapedInner: Substring(inner), into: &output)
        output.append(end)
    }

    private static func append(escapedInner text: Substring, into output: inout TextBuffer) {
        var previousWasReturn = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): if !previousWasReturn { output.append("<br>") }
            case UInt8(ascii: "\r"): output.append("<br>")
            case UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
                UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "~"),
                UInt8(ascii: "$"):
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            default: output.append(byte)
            }
            previousWasReturn = byte == UInt8(ascii: "\r")
        }
    }
}

extension Unicode.Scalar {
    /// A blank, but no line break, which is markup of its own.
    fileprivate var isBlankOfCell: Bool { properties.isWhitespace && self != "\n" && self != "\r" }
}
