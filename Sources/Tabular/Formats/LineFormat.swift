import SQLite

/// One line per value, `column = value`, the names aligned, and an empty line between rows. Further lines of a value
/// are below its first.
public struct LineFormat: OutputFormat {
    private let escapesControls: Bool
    private var names: [String] = []
    private var indentation = ""
    private var isFirst = true

    /// - Parameter escapesControls: characters that would control a terminal are written as escapes.
    public init(escapesControls: Bool = false) { self.escapesControls = escapesControls }

    public mutating func begin(columns: [String], into output: inout TextBuffer) {
        let columns = columns.map(\.visibleOnTerminal)
        let width = columns.map(\.displayWidth).max() ?? 0
        names = columns.map { String(repeating: " ", count: width - $0.displayWidth) + $0 }
        indentation = String(repeating: " ", count: width + 3)
    }

    public mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        if !isFirst { output.append("\n") }
        isFirst = false
        for (name, value) in zip(names, row) {
            output.append(name)
            output.append(" = ")
            append(value.plainText ?? "NULL", into: &output)
            output.append("\n")
        }
    }

    private func append(_ text: String, into output: inout TextBuffer) {
        // By bytes, because in Swift a carriage return and a line feed are one character.
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if index > 0 { output.append("\n\(indentation)") }
            let text = String(decoding: line, as: UTF8.self)
            output.append(escapesControls ? text.visibleOnTerminal : text)
        }
    }
}
