/// A table in text: comma, semicolon or tab between fields (RFC 4180).
enum SeparatedValues {
    struct Line: Equatable {
        let fields: [String]
        /// Of its start in the file, from 1.
        let number: Int
    }

    /// Reads all lines; blank ones are left out. The separator is the most frequent one of the first line, since
    /// spreadsheets of many countries write semicolons.
    ///
    /// - Throws: `LabelError`.
    static func lines(of bytes: [UInt8], file: String) throws -> [Line] {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw LabelError.notUTF8(file: file) }
        let content = text.hasPrefix("\u{FEFF}") ? Array(text.utf8.dropFirst(3)) : Array(text.utf8)
        let separator = separator(of: content.prefix { $0 != 0x0A && $0 != 0x0D })
        var lines: [Line] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var number = 1
        var start = 1
        var quoteLine: Int?
        var index = 0
        func end() {
            fields.append(String(decoding: field, as: UTF8.self))
            field = []
        }
        func endLine() {
            end()
            if fields != [""] { lines.append(Line(fields: fields, number: start)) }
            fields = []
        }
        while index < content.count {
            let byte = content[index]
            index += 1
            if quoteLine != nil {
                if byte == UInt8(ascii: "\"") {
                    if index < content.count, content[index] == byte {
                        field.append(byte)
                        index += 1
                    } else {
                        quoteLine = nil
                    }
                } else {
                    if byte == 0x0A { number += 1 }
                    field.append(byte)
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\"") where field.isEmpty: quoteLine = number
            case separator: end()
            case 0x0A, 0x0D:
                if byte == 0x0D, index < content.count, content[index] == 0x0A { index += 1 }
                endLine()
                number += 1
                start = number
            default: field.append(byte)
            }
        }
        if let quoteLine { throw LabelError.unbalancedQuote(file: file, line: quoteLine) }
        if !field.isEmpty || !fields.isEmpty { endLine() }
        return lines
    }

    private static func separator(of header: ArraySlice<UInt8>) -> UInt8 {
        let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let counts = separators.map { separator in header.count { $0 == separator } }
        let most = counts.max() ?? 0
        return zip(separators, counts).first { $0.1 == most }?.0 ?? UInt8(ascii: ",")
    }

    /// A line of fields, each quoted where it has to be.
    static func line(_ fields: [String]) -> String {
        fields.map { field in
            let needsQuotes = field.utf8.contains {
                [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), 0x0A, 0x0D, 0x09].contains($0)
            }
            return needsQuotes ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
        }.joined(separator: ",") + "\r\n"
    }
}
