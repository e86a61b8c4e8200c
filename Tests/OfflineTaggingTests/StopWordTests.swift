import Foundation
import TestSupport
import Testing
import Yams

@testable import OfflineTagging

@Suite struct StopWordTests {
    private let languages: StopWordLanguages

    init() throws {
        let file = PackageRoot.url.appending(path: "schema/tagging/stopwords.yaml")
        languages = StopWordLanguages(
            try YAMLDecoder().decode([String: [String]].self, from: Data(contentsOf: file)))
    }

    @Test func wordsDecide() {
        for (text, language) in [
            ("This is the house that was built by the river", "en"), ("Das ist nicht der Hund von meinem Bruder", "de"),
            ("Je ne sais pas ce que tu veux dire avec la maison", "fr"),
            ("No sé qué es lo que los niños quieren", "es"),
            ("Não sei o que são as coisas do mundo", "pt"), ("Я не знаю, что это за дом и как он был", "ru"),
            ("Я не знаю, що це за дім, але він був", "uk"), ("bu çok güzel bir ev ve daha büyük değil", "tr"),
            ("یہ کتاب میں نے ایک دن میں پڑھی ہے", "ur"), ("ये किताब मैंने एक दिन में पढ़ी है और", "hi"),
        ] {
            #expect(languages.guess(text)?.language == language, "\(text)")
        }
    }

    @Test func scriptsDecide() {
        for (text, language) in [
            ("中国的传统节日", "zh"), ("日本の祭り", "ja"), ("한국의 음식", "ko"), ("สวัสดี", "th"), ("Τι κάνεις;", "el"),
            ("שלום", "he"), ("বাংলা", "bn"), ("தமிழ்", "ta"), ("გამარჯობა", "ka"), ("ኢትዮጵያ", "am"),
        ] {
            #expect(languages.guess(text)?.language == language, "\(text)")
        }
    }

    @Test func whatDecidesNothing() {
        for text in ["", "12345", "xyzzy", "🙂", "de"] { #expect(languages.guess(text) == nil, "\(text)") }
        let guess = languages.guess("the house and the garden")
        #expect((0...1).contains(guess?.probability ?? -1))
    }
}
