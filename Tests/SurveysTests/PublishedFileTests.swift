import Foundation
import Testing

@testable import Surveys

/// Rule `paper` gives the published fine-tuning files, byte by byte and row by row.
@Suite(.enabled(if: CultureLLMFiles.isPresent, CultureLLMFiles.missing))
struct PublishedFileTests {
    struct Published: Sendable, CustomTestStringConvertible {
        let file: String
        let culture: String
        let size: String
        let form: TuningForm
        let rows: Int
        /// Rows that differ: a published file has a doubled blank.
        var differing = 0
        /// Rows after those of the rule: a published file has one object more.
        var surplus = 0

        var testDescription: String { file }
    }

    static let published = [
        Published(file: "English/Finetune/WVQ_English_50", culture: "English", size: "50", form: .chat, rows: 100),
        Published(file: "English/Finetune/WVQ_English_150", culture: "English", size: "150", form: .chat, rows: 300),
        Published(
            file: "English/Finetune/WVQ_English_1000", culture: "English", size: "1000", form: .chat, rows: 2_100),
        Published(file: "English/Finetune/WVQ_English", culture: "English", size: "500", form: .chat, rows: 1_100),
        Published(file: "Germany/Finetune/WVQ_Germany", culture: "German", size: "500", form: .chat, rows: 1_100),
        Published(file: "Turkey/Finetune/WVQ_Turkey", culture: "Turkey", size: "500", form: .chat, rows: 1_100),
        Published(file: "Turkey/Finetune/WVQ_Turkey_llama", culture: "Turkey", size: "500", form: .llama, rows: 1_100),
        Published(file: "Spanish/Finetune/WVQ_Spanish", culture: "Spanish", size: "500", form: .chat, rows: 1_100),
        Published(
            file: "Portuguese/Finetune/WVQ_Portuguese", culture: "Portuguese", size: "500", form: .chat, rows: 1_100),
        Published(
            file: "Arabic/Finetune/WVQ_arabic_Iraq_Jordan", culture: "Arabic", size: "500", form: .chat, rows: 1_100,
            differing: 2),
        Published(
            file: "Arabic/Finetune/WVQ_arabic_Iraq_Jordan_llama", culture: "Arabic", size: "500", form: .llama,
            rows: 1_100, differing: 2),
        Published(file: "Arabic/Finetune/WVQ_Arabic_150", culture: "Arabic", size: "150", form: .chat, rows: 300),
    ]

    private static func export() throws -> SurveyExport {
        try SurveyExport(
            CultureLLMFiles.survey.get().tally,
            augmented: CultureLLMFiles.augmented(
                "new_WVQ_100_v2.jsonl", "new_WVQ_500.jsonl", "new_WVQ_1000.jsonl", "new_WVQ_sentence_only.jsonl"))
    }

    @Test(arguments: published) func paperRuleGivesThePublishedRows(published: Published) throws {
        let set = try Self.export().rows(
            ExportRequest(culture: published.culture, size: published.size, rule: .paper, dropUnasked: false))
        let lines = set.rows.map { $0.json(published.form) }
        let expected = try CultureLLMFiles.lines("\(published.file).jsonl")
        #expect(lines.count == published.rows)
        #expect(expected.count == published.rows)
        let differing = zip(lines, expected).filter { $0 != $1 }
        #expect(differing.count == published.differing)
        for (line, expected) in differing {
            #expect(line == expected.replacing("  ", with: " "))
        }
        #expect(set.unasked == 0 && set.outsideScale == 0)
    }

    /// The published file of Iraq has prompts in Arabic. Only those of augmented questions could be given.
    @Test func translatedPromptsGiveThePublishedRows() throws {
        let published = try CultureLLMFiles.lines("Arabic/Finetune/WVQ_arabic_Iraq_L.jsonl")
        let prompts = try published.map { line in
            let row = try JSONDecoder().decode(TranslatedRow.self, from: Data(line.utf8))
            return try #require(row.messages.first { $0.role == "user" }).content
        }
        #expect(prompts.count == 550)
        let english = try CultureLLMFiles.survey.get()
        let seeds = try QuestionSet(
            zip(english.questions.questions, prompts).map { seed, prompt in
                try SurveyQuestion(
                    id: seed.id, topic: seed.topic, text: seed.text, option: seed.options?.text ?? "", prompt: prompt)
            }, file: "WVQ_ar.jsonl")
        let items = try zip(CultureLLMFiles.augmented("new_WVQ_500.jsonl")[0].items, prompts.dropFirst(50)).map {
            AugmentedQuestions.Item(question: $0.question, text: $0.text, options: $0.options, prompt: $1)
        }
        var tally = SurveyTally(profile: english.profile, questions: seeds)
        let iraq = try RespondentFile(
            path: CultureLLMFiles.path("Arabic/Iraq.csv"), profile: english.profile, questions: seeds)
        while let batch = try iraq.nextBatch() { tally.add(batch, of: iraq) }
        let set = try SurveyExport(tally, augmented: [AugmentedQuestions(file: "new_WVQ_500.jsonl", items: items)])
            .rows(ExportRequest(culture: "Arabic", size: "500", rule: .paper, dropUnasked: false, blocks: [1]))
        for (row, line) in zip(set.rows, published) {
            let expected = try JSONDecoder().decode(TranslatedRow.self, from: Data(line.utf8))
            let found = try JSONDecoder().decode(TranslatedRow.self, from: Data(row.json(.chat).utf8))
            #expect(found == expected)
        }
        #expect(set.rows.count == 550)
    }

    private struct TranslatedRow: Decodable, Equatable {
        struct Message: Decodable, Equatable {
            let role: String
            let content: String
        }

        let messages: [Message]
    }

    /// Two objects stand on the first line: the second one is that of the next row, which the file repeats.
    @Test func llamaFileWithTwoObjectsOnALine() throws {
        let set = try Self.export().rows(
            ExportRequest(culture: "Portuguese", size: "500", rule: .paper, dropUnasked: false))
        let records = try NamedRecords(
            path: CultureLLMFiles.path("Portuguese/Finetune/WVQ_Portuguese_llama.jsonl"), fields: ["text"])
        let texts = records.records.compactMap { $0.values["text"] }
        #expect(records.rejects.isEmpty)
        #expect(texts.count == 1_101)
        #expect(Array(texts.prefix(1_100)) == set.rows.map(\.llama))
    }

    /// A size of the profile takes ten of twenty questions per seed; a list of the right length is used as it is.
    @Test func oneFileIsUsedForEverySize() throws {
        let tally = try CultureLLMFiles.survey.get().tally
        let long = SurveyExport(tally, augmented: try CultureLLMFiles.augmented("new_WVQ_1000.jsonl"))
        let both = try Self.export()
        for culture in ["Korean", "Bengali", "China", "English"] {
            let request = ExportRequest(culture: culture, size: "500", rule: .paper, dropUnasked: false)
            #expect(try long.rows(request) == both.rows(request))
        }
        let short = SurveyExport(tally, augmented: try CultureLLMFiles.augmented("new_WVQ_500.jsonl"))
        let korean = try short.rows(ExportRequest(culture: "Korean", size: "500", rule: .paper, dropUnasked: false))
        #expect(korean.rows.count == 1_100)
        let items = try CultureLLMFiles.augmented("new_WVQ_500.jsonl")[0].items
        #expect(korean.rows[50..<550].map(\.question) == items.map(\.question))
    }

    @Test func blocksOfChinaAndOrderOfArabic() throws {
        let export = try Self.export()
        func rows(_ culture: String, _ size: String) throws -> [TuningRow] {
            try export.rows(ExportRequest(culture: culture, size: size, rule: .paper, dropUnasked: false)).rows
        }
        #expect(try rows("Chinese", "50").count == 50)
        #expect(try rows("China", "500").count == 550)
        #expect(try rows("China", "1000").count == 2_100)
        #expect(try rows("Arabic", "150").map(\.country).first == "JOR")
        #expect(try rows("Arabic", "50").map(\.country).first == "IRQ")
        #expect(try rows("Greece", "50").count == 100)
        #expect(try rows("Greece", "50")[0].system == "You are an Greece chatbot that know Greece very well.")
        var both = ExportRequest(culture: "China", size: "500", rule: .paper, dropUnasked: false, blocks: [2, 1])
        #expect(try export.rows(both).rows.count == 1_100)
        both.blocks = [3]
        #expect(throws: SurveyError.unknownBlock(3, culture: "China", count: 2)) { try export.rows(both) }
    }

    @Test func theFileOfAllCulturesIsTheNineOneAfterAnother() throws {
        let export = try Self.export()
        let one = try export.rows(ExportRequest(culture: "one", size: "500", rule: .paper, dropUnasked: false))
        #expect(one.rows.count == 9 * 1_100)
        var expected: [TuningRow] = []
        let names = [
            "Arabic", "Bengali", "China", "English", "Germany", "Korean", "Portuguese", "Spanish", "Turkey",
        ]
        for name in names {
            expected += try export.rows(
                ExportRequest(culture: name, size: "500", rule: .paper, dropUnasked: false, blocks: [1, 2])
            ).rows
        }
        #expect(one.rows == expected)
    }

    @Test func sentencesAlone() throws {
        let set = try Self.export().rows(
            ExportRequest(culture: "Turkish", size: "sentence-only", rule: .paper, dropUnasked: false))
        let list = try CultureLLMFiles.augmented("new_WVQ_sentence_only.jsonl")[0]
        #expect(list.rejects.total == 0)
        #expect(set.rows.count == 2 * (50 + list.items.count))
    }

    @Test func droppedRowsAreCounted() throws {
        let export = try Self.export()
        let china = try export.rows(ExportRequest(culture: "China", size: "50"))
        #expect(china.unasked == 18)
        #expect(china.rows.count == 32)
        #expect(china.rows.allSatisfy { (0...10).contains($0.label) })
        var request = ExportRequest(culture: "Iraq", size: "50")
        #expect(throws: SurveyError.self) { try export.rows(request) }
        request = ExportRequest(
            culture: "China", size: "50", rule: .paper, dropUnasked: false, dropOutsideScale: true)
        let kept = try export.rows(request)
        #expect(kept.rows.count + kept.outsideScale == 50)
        #expect(kept.outsideScale > 0)
    }

    @Test func shufflesAreTheSameForTheSameSeed() throws {
        let export = try Self.export()
        var request = ExportRequest(culture: "English", size: "1000", rule: .paper, dropUnasked: false)
        let plain = try export.rows(request).rows
        request.shuffleSeed = 7
        let first = try export.rows(request).rows
        #expect(try export.rows(request).rows == first)
        #expect(first != plain)
        #expect(first.map(\.user).sorted() == plain.map(\.user).sorted())
        request.shuffleSeed = 8
        #expect(try export.rows(request).rows != first)
    }
}
