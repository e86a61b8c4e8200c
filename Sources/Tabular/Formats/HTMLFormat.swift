import SQLite

/// A table of HTML, one line per row. Blanks and line breaks show as they are; a null is an empty cell of class `null`.
struct HTMLFormat: OutputFormat {
    mutating func begin(columns: [String], into output: inout TextBuffer) {
        output.append("<table style=\"white-space: pre-wrap\">\n<thead>\n<tr>")
        for column in columns {
            output.append("<th>")
            HTMLText.append(column, into: &output)
            output.append("</th>")
        }
        output.append("</tr>\n</thead>\n<tbody>\n")
    }

    mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        output.append("<tr>")
        for value in row {
            guard let text = value.plainText else {
                output.append("<td class=\"null\"></td>")
                continue
            }
            output.append(value.isNumber ? "<td style=\"text-align: right\">" : "<td>")
            HTMLText.append(text, into: &output)
            output.append("</td>")
        }
        output.append("</tr>\n")
    }

    mutating func end(into output: inout TextBuffer) { output.append("</tbody>\n</table>\n") }
}

/// Plain text as HTML.
public enum HTMLText {
    /// Control characters are written unchanged: readers drop references to them. HTML cannot have a NUL.
    public static func append(_ text: String, into output: inout TextBuffer) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output.append("&amp;")
            case UInt8(ascii: "<"): output.append("&lt;")
            case UInt8(ascii: ">"): output.append("&gt;")
            case UInt8(ascii: "\""): output.append("&quot;")
            case UInt8(ascii: "\n"), UInt8(ascii: "\t"): output.append(byte)
            case 0: output.append("\u{FFFD}")
            // Readers make a line feed of it otherwise.
            case UInt8(ascii: "\r"): output.append("&#13;")
            default: output.append(byte)
            }
        }
    }
}
