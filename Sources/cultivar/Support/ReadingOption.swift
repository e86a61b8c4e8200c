import ArgumentParser
import Ingest
import Readers

/// How files are written, if that cannot be seen from the files.
struct ReadingOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The encoding of text files: utf-8, windows-1252 (Latin-1), utf-16le, utf-16be, utf-32le, utf-32be.",
            valueName: "name"),
        completion: .list(TextEncoding.allCases.map(\.rawValue)))
    var encoding: String?

    @Option(
        help: ArgumentHelp(
            "The separator of CSV cells, one character or several; \\t is a tab. Detected by default.",
            valueName: "text"))
    var separator: String?

    @Option(help: ArgumentHelp("The quote character of CSV cells; none for no quotes.", valueName: "character"))
    var quote: String?

    @Option(help: ArgumentHelp("The escape character before a quote in a CSV cell.", valueName: "character"))
    var escape: String?

    @Option(help: ArgumentHelp("The characters that comment lines of CSV begin with.", valueName: "text"))
    var comment: String?

    @Option(help: ArgumentHelp("Lines of CSV before the header; detected by default.", valueName: "n"))
    var skip: Int?

    @Option(
        help: ArgumentHelp(
            "Give up a compressed file if one byte of it expands to more bytes than this; no limit if left out.",
            valueName: "n"))
    var maxRatio: Int?

    func validate() throws {
        if let maxRatio, maxRatio < 1 { throw ValidationError("--max-ratio is a number from 1, and is \(maxRatio).") }
        if let skip, skip < 0 { throw ValidationError("--skip is a number from 0, and is \(skip).") }
        if let encoding, TextEncoding(named: encoding) == nil {
            let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--encoding is one of \(known), and is \(encoding).")
        }
        for (name, text) in [("separator", separator), ("comment", comment)] {
            if let text, bytes(text) == nil {
                throw ValidationError("--\(name) is 1 to 16 ASCII characters, and is \(text).")
            }
        }
        for (name, text) in [("quote", quote), ("escape", escape)] {
            if let text, !Self.isNone(text), bytes(text)?.count != 1 {
                throw ValidationError("--\(name) is one ASCII character, and is \(text).")
            }
        }
    }

    var override: ReadingOverride {
        var reading = ReadingOverride()
        reading.encoding = encoding.flatMap(TextEncoding.init(named:))
        reading.separator = separator.flatMap(bytes)
        reading.quote =
            quote.map(Self.isNone) == true
            ? CSVOptions.Quote.none : quote.flatMap(bytes).map { .doubled($0[0]) }
        reading.escape = escape.map(Self.isNone) == true ? nil : escape.flatMap(bytes)?.first
        reading.comment = comment.flatMap(bytes)
        reading.skip = skip
        reading.maximumRatio = maxRatio
        return reading
    }

    private static func isNone(_ text: String) -> Bool { text.isEmpty || text == "none" }

    private func bytes(_ text: String) -> [UInt8]? {
        let bytes = Array(text.replacing("\\t", with: "\t").utf8)
        guard (1...16).contains(bytes.count), bytes.allSatisfy({ $0 < 0x80 && $0 != 0x0A && $0 != 0x0D }) else {
            return nil
        }
        return bytes
    }
}
