/// Splits the file of a report into its tables: header entries, then a statement.
///
/// The comment lines above a statement are its header; `-- table: name` starts another table. A line `-- field: text`
/// begins a field, a comment indented by three blanks or more goes on with it, other comments are prose. Below a line
/// `-- steps:`, up to the next field, stand the steps that tables share.
struct ReportFileScanner {
    struct Section: Equatable {
        var entries: [ReportHeaderEntry] = []
        var sql = ""
        var line = 0
        /// What stands below `-- steps:`, and the line on which it starts.
        var steps: String?
        var stepsLine = 0
    }

    let file: String

    /// - Throws: `ReportFileError.unknownField`.
    func sections(of text: String) throws -> [Section] {
        var sections = [Section()]
        var current = Section()
        var isOpen = false
        var isInSteps = false
        func close() { sections[sections.count - 1] = current }

        // Byte by byte, since to Swift "\r\n" is one character; and much faster.
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            let line = Substring(bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes)
            let comment = ReportFileScanner.comment(line)
            let entry = try comment.flatMap { try self.entry($0, line: index + 1, inStatement: !current.sql.isEmpty) }
            if let entry, entry.field == .table, !current.sql.isEmpty {
                close()
                current = Section()
                sections.append(current)
            }
            if !current.sql.isEmpty {
                current.sql += line + "\n"
            } else if let entry, entry.field == .steps {
                guard sections.count == 1, current.steps == nil, entry.text.isEmpty else {
                    throw ReportFileError.malformedSteps(file: file, line: entry.line)
                }
                (current.steps, current.stepsLine, isInSteps) = ("", entry.line + 1, true)
            } else if let entry {
                current.entries.append(entry)
                (isOpen, isInSteps) = (true, false)
            } else if isInSteps {
                current.steps? += line + "\n"
            } else if let comment {
                if isOpen, comment.hasPrefix("   "), let last = current.entries.indices.last {
                    current.entries[last].text += " " + comment.trimmingBlanks
                } else {
                    isOpen = false
                }
            } else if !line.trimmingBlanks.isEmpty {
                current.line = index + 1
                current.sql = line + "\n"
            }
        }
        close()
        return sections
    }

    /// The text after `--` at the start of a line; nil for any other line.
    private static func comment(_ line: Substring) -> Substring? {
        line.hasPrefix("--") ? line.dropFirst(2) : nil
    }

    /// The field that a comment begins; nil for prose. Inside a statement only `table` counts.
    private func entry(_ comment: Substring, line: Int, inStatement: Bool) throws -> ReportHeaderEntry? {
        guard comment.hasPrefix(" "), !comment.hasPrefix("   "), let colon = comment.firstIndex(of: ":") else {
            return nil
        }
        let name = comment[..<colon].trimmingBlanks
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLowercase }) else { return nil }
        guard let field = ReportHeaderField(rawValue: name) else {
            if inStatement { return nil }
            throw ReportFileError.unknownField(file: file, line: line, field: name)
        }
        if inStatement, field != .table { return nil }
        let text = comment[comment.index(after: colon)...].trimmingBlanks
        return ReportHeaderEntry(field: field, text: text, line: line)
    }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The text without blanks and tabs at its ends.
    var trimmingBlanks: String {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
        guard let first = unicodeScalars.firstIndex(where: { !isBlank($0) }),
            let last = unicodeScalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(self[first..<unicodeScalars.index(after: last)])
    }
}
