import Foundation

/// WordNet 3, read at run time from the files of Debian's package `wordnet-base`.
///
/// Files are mapped and searched by halving, so opening costs nothing and a look-up a few microseconds.
///
/// Source: C. Fellbaum (editor), "WordNet: An electronic lexical database" (1998); the file formats are those of
/// wndb(5WN) and senseidx(5WN).
public struct WordNet: Sendable {
    /// Words that mean the same in one sense.
    public struct Sense: Sendable, Hashable {
        /// 1 for the most frequent sense.
        public let number: Int
        /// As WordNet writes them, blanks between words as blanks.
        public let lemmas: [String]
    }

    /// Where Debian puts the files.
    public static let usualFolder = "/usr/share/wordnet"

    private let indexes: [PartOfSpeech: SortedLines]
    private let data: [PartOfSpeech: SortedLines]
    private let tagCounts: SortedLines
    private let exceptions: [PartOfSpeech: Exceptions]
    private let folder: String

    /// - Throws: `AugmentationError.noWordNet` with the first file that is not there.
    public init(folder: String = WordNet.usualFolder) throws(AugmentationError) {
        func open(_ name: String) throws(AugmentationError) -> SortedLines {
            guard let lines = SortedLines(path: "\(folder)/\(name)") else {
                throw .noWordNet(folder: folder, missing: name)
            }
            return lines
        }
        var (indexes, data) = ([PartOfSpeech: SortedLines](), [PartOfSpeech: SortedLines]())
        var exceptions: [PartOfSpeech: Exceptions] = [:]
        for part in PartOfSpeech.allCases {
            indexes[part] = try open("index.\(part.rawValue)")
            data[part] = try open("data.\(part.rawValue)")
            exceptions[part] = Exceptions(try open("\(part.rawValue).exc").all)
        }
        (self.indexes, self.data, self.exceptions, self.folder) = (indexes, data, exceptions, folder)
        tagCounts = try open("cntlist.rev")
    }

    /// The senses of a base form in lower case, most frequent first; empty if WordNet does not have it.
    ///
    /// - Parameter limit: no more senses than this.
    /// - Throws: `AugmentationError.badWordNet`.
    public func senses(of lemma: String, _ part: PartOfSpeech, limit: Int = .max) throws(AugmentationError) -> [Sense] {
        // `lemma pos synset_cnt p_cnt [symbol…] sense_cnt tagsense_cnt offset…`
        let key = lemma.replacing(" ", with: "_")
        // The lines of the licence at the head of a file begin with blanks.
        guard !key.isEmpty else { return [] }
        guard let line = indexes[part]?.lines(beginningWith: key + " ").first else { return [] }
        let fields = line.split(separator: " ")
        guard fields.count > 3, let count = Int(fields[2]), let pointers = Int(fields[3]), count > 0, pointers >= 0,
            fields.count >= 6 + pointers + count
        else { throw .badWordNet(file: "\(folder)/index.\(part.rawValue)", place: lemma) }
        var senses: [Sense] = []
        for (place, offset) in fields[(6 + pointers)...].prefix(min(count, limit)).enumerated() {
            senses.append(Sense(number: place + 1, lemmas: try lemmas(at: String(offset), part)))
        }
        return senses
    }

    /// Whether WordNet has a base form.
    public func has(_ lemma: String, _ part: PartOfSpeech) -> Bool {
        !lemma.isEmpty && indexes[part]?.lines(beginningWith: lemma.replacing(" ", with: "_") + " ").isEmpty == false
    }

    /// The words of a synset: `offset lex_filenum ss_type w_cnt word lex_id [word lex_id…] …`, `w_cnt` in hexadecimal.
    private func lemmas(at offset: String, _ part: PartOfSpeech) throws(AugmentationError) -> [String] {
        let file = "\(folder)/data.\(part.rawValue)"
        guard let place = Int(offset), let line = data[part]?.line(at: place) else {
            throw .badWordNet(file: file, place: offset)
        }
        let fields = line.split(separator: " ", maxSplits: 4 + 2 * 0xFF)
        guard fields.count > 4, fields[0] == offset, let count = Int(fields[3], radix: 16),
            fields.count >= 4 + 2 * count
        else { throw .badWordNet(file: file, place: offset) }
        return (0..<count).map { number in
            var word = String(fields[4 + 2 * number])
            // Adjectives may have a mark of where they stand: `galore(ip)`.
            if word.last == ")", let bracket = word.lastIndex(of: "(") { word = String(word[..<bracket]) }
            return word.replacing("_", with: " ")
        }
    }

    /// How often the senses of a base form occur in the texts that WordNet's makers tagged, all senses together.
    public func frequency(of lemma: String, _ part: PartOfSpeech) -> Int {
        part.senseNumbers.reduce(0) { sum, number in
            let key = "\(lemma.replacing(" ", with: "_"))%\(number):"
            return tagCounts.lines(beginningWith: key).reduce(sum) { sum, line in
                sum + (line.split(separator: " ").last.flatMap { Int($0) } ?? 0)
            }
        }
    }

    /// The irregular forms of a part of speech.
    func exceptions(_ part: PartOfSpeech) -> Exceptions { exceptions[part] ?? Exceptions([]) }
}
