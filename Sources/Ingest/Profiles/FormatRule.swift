import Readers

/// How the files of an input are written: a word, or a word with the details of delimiter-separated values.
struct FormatRule: Decodable, Sendable {
    var options: ReaderOptions

    private static let kinds = FileFormat.columnarWords.merging([
        "json-lines": .jsonLines, "json-array": .jsonArray, "json-object": .jsonObject, "json-record": .jsonRecord,
        "json-sequence": .jsonSequence, "csv": .csv,
    ]) { first, _ in first }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case kind, separator, header, names, quote, escape, comment, skip, encoding
    }

    init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            options = ReaderOptions(format: try Self.kind(word, decoder))
            return
        }
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        options = ReaderOptions(format: try Self.kind(container.decode(String.self, forKey: .kind), decoder))
        if let separator = try container.decodeIfPresent(String.self, forKey: .separator) {
            options.csv.setSeparator(try Self.bytes(separator, .separator, decoder))
        }
        if let quote = try container.decodeIfPresent(String.self, forKey: .quote) {
            options.csv.quote = quote == "none" ? .none : .doubled(try Self.byte(quote, .quote, decoder))
        }
        if let escape = try container.decodeIfPresent(String.self, forKey: .escape) {
            options.csv.escape = try Self.byte(escape, .escape, decoder)
        }
        if let comment = try container.decodeIfPresent(String.self, forKey: .comment) {
            options.csv.comment = try Self.bytes(comment, .comment, decoder)
        }
        if let skip = try container.decodeIfPresent(Int.self, forKey: .skip) {
            guard (0...1_000_000).contains(skip) else {
                throw decoder.problem(
                    .invalidValue("\(skip)", reason: "a number of lines from 0 to 1000000 is expected"),
                    under: CodingKeys.skip)
            }
            options.csv.skip = skip
        }
        if let name = try container.decodeIfPresent(String.self, forKey: .encoding) {
            guard let encoding = TextEncoding(named: name) else {
                let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
                throw decoder.problem(
                    .invalidValue(name, reason: "an encoding is one of \(known)"), under: CodingKeys.encoding)
            }
            options.encoding = encoding
        }
        if let names = try container.decodeIfPresent([String].self, forKey: .names) {
            options.csv.header = .names(names)
        } else if try container.decodeIfPresent(Bool.self, forKey: .header) == false {
            options.csv.header = .none
        }
    }

    private static func kind(_ word: String, _ decoder: any Decoder) throws -> FileFormat {
        guard let kind = kinds[word] else {
            let known = kinds.keys.sorted().joined(separator: ", ")
            throw decoder.problem(.invalidValue(word, reason: "a format is one of \(known)"))
        }
        return kind
    }

    private static func bytes(_ text: String, _ key: CodingKeys, _ decoder: any Decoder) throws -> [UInt8] {
        let bytes = Array(text.utf8)
        guard (1...16).contains(bytes.count), bytes.allSatisfy({ $0 < 0x80 && $0 != 0x0A && $0 != 0x0D }) else {
            throw decoder.problem(.invalidValue(text, reason: "1 to 16 ASCII characters are expected"), under: key)
        }
        return bytes
    }

    private static func byte(_ text: String, _ key: CodingKeys, _ decoder: any Decoder) throws -> UInt8 {
        guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80 else {
            throw decoder.problem(.invalidValue(text, reason: "one ASCII character is expected"), under: key)
        }
        return byte
    }
}
