import Testing

@testable import OfflineTagging

@Suite struct OfflineTaggerTests {
    @Test func allDimensions() throws {
        let tagger = try OfflineTagger(
            model: nil, stopWords: StopWordLanguages(["en": ["the", "is"], "de": ["der", "ist"]]),
            places: PlaceFinder(
                aliases: [PlaceAlias(name: "peru", target: "PE", kind: .name)], veto: [],
                normalize: { $0.lowercased() }),
            lexicons: [
                Lexicon(
                    dimension: "culture", fallback: "No", least: 1,
                    values: [
                        "No": .init(definition: "Nothing.", terms: [:]),
                        "Yes": .init(definition: "Something.", terms: ["feast": 2]),
                    ])
            ])
        let tags = tagger.tags("The feast is in Peru")
        #expect(tags.language?.language == "en" && tags.places.map(\.target) == ["PE"])
        #expect(tags.values["culture"]?.value == "Yes")
        #expect(tagger.tags("xyz").language == nil && tagger.tags("xyz").values["culture"]?.value == "No")
        // With a model its guess comes first.
        let withModel = try OfflineTagger(
            model: LanguageModel(ModelFile().data), stopWords: StopWordLanguages([:]),
            places: PlaceFinder(aliases: [], veto: [], normalize: { String($0) }), lexicons: [])
        #expect(withModel.tags("der").language?.language == "de" && withModel.tags("?").language == nil)
    }
}
