import TestSupport
import Testing

@testable import Tagging

@Suite struct LabelTests {
    private let vocabulary: Vocabulary

    init() throws { vocabulary = try Vocabulary.load().selecting(["culture", "places"]) }

    private func read(
        _ text: String, dimension: String? = nil, rater: String? = nil, repeated: PeoplesLabels.Repeated = .refuse
    ) throws -> [String] {
        try PeoplesLabels.read(
            Array(text.utf8), file: "l.csv", vocabulary: vocabulary, dimension: dimension, rater: rater,
            repeated: repeated
        ).map { "\($0.key) \($0.rater) \($0.dimension) \($0.values.joined(separator: "+")) \($0.line)" }
    }

    @Test func longFiles() throws {
        let text = """
            key,rater,dimension,value
            k1,ann,culture,NoCulture
            k1,bob,culture,no culture
            k1,ann,places,France; Japan
            k2,ann,culture,
            k2,ann,places,none
            """
        #expect(
            try read(text) == [
                "k1 ann culture NoCulture 2", "k1 bob culture NoCulture 3", "k1 ann places France+Japan 4",
                "k2 ann places  6",
            ])
    }

    @Test func wideFilesOfOneDimension() throws {
        let text = "\u{FEFF}key;ann;bob\r\nk1;NoCulture;stereotype\r\n\r\n\"k;2\";;GeneralCulture\r\n"
        #expect(
            try read(text, dimension: "culture") == [
                "k1 ann culture NoCulture 2", "k1 bob culture CultureAsBias 2", "k;2 bob culture GeneralCulture 4",
            ])
        #expect(throws: LabelError.dimensionNeeded(file: "l.csv", known: ["culture", "places"])) { try read(text) }
    }

    @Test func sheetsThatComeBack() throws {
        let sheet = LabellingSheet(vocabulary: vocabulary, strata: ["stage"])
        let texts = ["=1+1", "a\n\"b\", c; d", "\0\u{202E}x", "-"]
        let blank =
            sheet.header + texts.enumerated().map { sheet.line(key: "k\($0)", stratum: ["sft"], text: $1) }.joined()
        #expect(try read(blank, rater: "ann").isEmpty)
        #expect(!blank.contains("\0") && blank.contains(",'=1+1,") && blank.contains(",'-,"))
        let filled =
            sheet.header
            + texts.enumerated().map {
                sheet.line(key: "k\($0)", stratum: ["sft"], text: $1, tags: ["culture": "NoCulture", "places": "Peru"])
            }.joined()
        #expect(try read(filled, rater: "ann").count == 8)
        #expect(try read(filled, rater: "ann").first == "k0 ann culture NoCulture 2")
        #expect(throws: LabelError.raterNeeded(file: "l.csv")) { try read(filled) }
        #expect(sheet.codebook.contains("**NoCulture**: Culture plays no role."))
    }

    @Test func aRaterTwiceOnAnItem() throws {
        let text =
            "key,rater,dimension,value\nk,ann,culture,NoCulture\nk,bob,culture,NoCulture\nk,ann,culture,GeneralCulture\n"
        let error = #expect(throws: LabelError.self) { try read(text) }
        #expect(error == .repeated(rater: "ann", key: "k", dimension: "culture", file: "l.csv", lines: [2, 4]))
        #expect(error?.description.contains("lines 2 and 4") == true)
        #expect(
            try read(text, repeated: .keepLast) == ["k ann culture GeneralCulture 4", "k bob culture NoCulture 3"])
        // A blank label is no second one.
        #expect(try read("key,rater,dimension,value\nk,a,culture,NoCulture\nk,a,culture,\n").count == 1)
    }

    @Test(arguments: [
        ("", "is empty"), ("rater,dimension,value\n", "no column “key”"),
        ("key,rater,dimension\nk,a,culture\n", "no column “value”"),
        ("key,dimension,value\nk,culture,NoCulture\n", "no column “rater”"), ("key,key\n", "two columns"),
        ("key,rater,dimension,value\nk,a,culture\n", "l.csv:2: 3 fields"),
        ("key,rater,dimension,value\n ,a,culture,NoCulture\n", "l.csv:2: the key is blank"),
        ("key,rater,dimension,value\nk,a,colour,red\n", "l.csv:2: there is no dimension “colour”"),
        ("key,rater,dimension,value\nk,a,culture,\"x\n", "l.csv:2: a quote"),
        ("key,rater,dimension,value\nk,a,culture,Culturish\nj,a,culture,Odd\n", "2 labels of culture"),
        ("key,rater,dimension,value\nk,,culture,NoCulture\n", "rater"),
    ])
    func filesThatAreRefused(text: String, words: String) {
        let error = #expect(throws: LabelError.self) { try read(text) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test func bytesThatAreNoText() {
        #expect(throws: LabelError.notUTF8(file: "x")) {
            try PeoplesLabels.read([0xFF, 0xFE], file: "x", vocabulary: vocabulary)
        }
    }

    @Test func fieldsComeBackAsTheyWere() throws {
        var generator = SeededGenerator(seed: 8)
        let alphabet = ["a", ",", ";", "\"", "\n", "\r", "\t", "é", " "]
        for _ in 0..<300 {
            let fields = (0..<4).map { _ in
                "x"
                    + (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                    }.joined()
            }
            let text = SeparatedValues.line(["a", "b", "c", "d"]) + SeparatedValues.line(fields)
            let lines = try SeparatedValues.lines(of: Array(text.utf8), file: "f")
            #expect(lines.count == 2 && lines.last?.fields == fields)
        }
    }
}
