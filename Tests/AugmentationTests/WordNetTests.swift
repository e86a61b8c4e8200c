import Foundation
import TestSupport
import Testing

@testable import Augmentation

@Suite(.enabled(if: InstalledWordNet.isPresent, InstalledWordNet.missing))
struct WordNetTests {
    private let wordNet: WordNet

    init() throws { wordNet = try WordNet() }

    @Test func sensesInTheirOrder() throws {
        let senses = try wordNet.senses(of: "dog", .noun)
        #expect(senses.count == 7)
        #expect(senses[0] == WordNet.Sense(number: 1, lemmas: ["dog", "domestic dog", "Canis familiaris"]))
        #expect(senses.map(\.number) == Array(1...7))
        #expect(try wordNet.senses(of: "dog", .noun, limit: 2) == Array(senses.prefix(2)))
        #expect(try wordNet.senses(of: "dog", .adjective).isEmpty)
        #expect(try wordNet.senses(of: "qqqq", .noun).isEmpty)
        #expect(try wordNet.senses(of: "domestic dog", .noun).count == 1)
        // The mark of place of an adjective is no part of the word.
        #expect(try wordNet.senses(of: "abounding", .adjective)[0].lemmas == ["abounding", "galore"])
        #expect(try wordNet.senses(of: "", .noun).isEmpty)
    }

    /// Every line of the index is found, and its senses are read.
    @Test(arguments: PartOfSpeech.allCases)
    func everyBaseForm(part: PartOfSpeech) throws {
        let text = try String(contentsOfFile: "\(WordNet.usualFolder)/index.\(part.rawValue)", encoding: .utf8)
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        // Each 97th line keeps the test short; the first and the last are among them.
        for place in Array(stride(from: 0, to: lines.count, by: 97)) + [lines.count - 1] {
            let fields = lines[place].split(separator: " ")
            let lemma = String(fields[0])
            let senses = try wordNet.senses(of: lemma, part)
            #expect(senses.count == Int(fields[2]), "\(lemma)")
            for sense in senses {
                #expect(sense.lemmas.contains { $0.lowercased() == lemma.replacing("_", with: " ") }, "\(lemma)")
            }
        }
    }

    @Test func frequencies() {
        #expect(wordNet.frequency(of: "dog", .noun) == 42)
        #expect(wordNet.frequency(of: "dog", .verb) == 2)
        #expect(wordNet.frequency(of: "qqqq", .verb) == 0)
    }

    @Test(arguments: [
        ("children", PartOfSpeech.noun, "child", Inflection.plural), ("families", .noun, "family", .plural),
        ("boxes", .noun, "box", .plural), ("parents", .noun, "parent", .plural), ("goal", .noun, "goal", .base),
        ("agreed", .verb, "agree", .past), ("stopped", .verb, "stop", .past), ("tries", .verb, "try", .thirdPerson),
        ("taught", .verb, "teach", .past), ("running", .verb, "run", .present), ("making", .verb, "make", .present),
        ("important", .adjective, "important", .base),
    ])
    fileprivate func analyses(word: String, part: PartOfSpeech, lemma: String, form: Inflection) {
        #expect(wordNet.analyses(of: word, part).contains { $0.lemma == lemma && $0.form == form }, "\(word)")
    }

    @Test func comparativesAreLeftAlone() {
        #expect(wordNet.analyses(of: "better", .adjective).allSatisfy { $0.lemma == "better" })
    }

    @Test(arguments: [
        ("child", PartOfSpeech.noun, Inflection.plural, "children"), ("duty", .noun, .plural, "duties"),
        ("church", .noun, .plural, "churches"), ("day", .noun, .plural, "days"), ("goal", .noun, .plural, "goals"),
        ("try", .verb, .thirdPerson, "tries"), ("watch", .verb, .thirdPerson, "watches"), ("use", .verb, .past, "used"),
        ("stop", .verb, .past, "stopped"), ("visit", .verb, .past, "visited"), ("teach", .verb, .past, "taught"),
        ("cut", .verb, .past, "cut"), ("use", .verb, .present, "using"), ("stop", .verb, .present, "stopping"),
        ("agree", .verb, .present, "agreeing"), ("lie", .verb, .present, "lying"), ("play", .verb, .past, "played"),
    ])
    fileprivate func inflections(lemma: String, part: PartOfSpeech, form: Inflection, word: String) {
        #expect(wordNet.inflected(lemma, part, form) == word)
    }

    /// "took" and "taken": which one a sentence wants is not known.
    @Test func formsThatAreNotClear() {
        #expect(wordNet.inflected("take", .verb, .past) == nil)
        #expect(wordNet.inflected("give", .verb, .past) == nil)
    }

    @Test func folderThatIsNone() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: AugmentationError.self) { try WordNet(folder: folder.path) }
        #expect(error == .noWordNet(folder: folder.path, missing: "index.noun"))
        #expect(error?.description.contains("apt-get install wordnet-base") == true)
    }

    /// Files with other content: an error that says where, and no crash.
    @Test func brokenFiles() throws {
        let folder = try TemporaryFolder()
        for part in PartOfSpeech.allCases {
            try folder.write(
                "ash n 1 0 1 0 99\nbad n x\ncut n 2 0 2 0 0\nlong n 1 0 1 0 0\nneg n -3 0 1 0 0\n",
                to: "index.\(part.rawValue)")
            try folder.write("00000000 03 n ff a 0 000 | g\n", to: "data.\(part.rawValue)")
            try folder.write("forms\nx y\n", to: "\(part.rawValue).exc")
        }
        try folder.write("", to: "cntlist.rev")
        let broken = try WordNet(folder: folder.path)
        for word in ["ash", "bad", "cut", "long", "neg"] {
            #expect(throws: AugmentationError.self, "\(word)") { try broken.senses(of: word, .noun) }
        }
        #expect(try broken.senses(of: "zebra", .noun).isEmpty)
        #expect(broken.frequency(of: "ash", .noun) == 0)
    }
}

@Suite struct SortedLinesTests {
    /// Every prefix of every line, against a search of all lines.
    @Test func allPrefixes() throws {
        let folder = try TemporaryFolder()
        let lines = ["a 1", "ab 2", "ab 3", "abc 4", "b", "ba x", "z"]
        for count in 0...lines.count {
            for ending in ["", "\n"] {
                let path = try folder.write(lines.prefix(count).joined(separator: "\n") + ending, to: "lines")
                let sorted = try #require(SortedLines(path: path))
                for prefix in ["", "a", "a ", "ab", "ab ", "abc", "abd", "b", "c", "z", "zz", "A"] where !prefix.isEmpty
                {
                    let found = sorted.lines(beginningWith: prefix).map { String($0) }
                    #expect(found == lines.prefix(count).filter { $0.hasPrefix(prefix) }, "\(count) \(prefix)")
                }
            }
        }
        #expect(SortedLines(path: folder.path("none")) == nil)
    }

    @Test func lineAtAByte() throws {
        let folder = try TemporaryFolder()
        let lines = try #require(SortedLines(path: folder.write("ab\ncd", to: "x")))
        #expect(lines.line(at: 0) == "ab")
        #expect(lines.line(at: 3) == "cd")
        #expect(lines.line(at: 1) == nil)
        #expect(lines.line(at: 9) == nil)
        #expect(lines.line(at: -1) == nil)
    }
}
