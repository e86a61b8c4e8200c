import Digests
import EmbeddedFiles
import Endpoint
import Foundation
import Ingest
import OfflineTagging
import Tagging
import Warehouse
import Yams

/// The offline tagger with the lexicons, stop words and gazetteer that the binary carries.
struct ShippedOfflineTagger {
    private static let shippedLexicons = ["culture", "domain", "task"]
    private static let places = "places"
    private static let language = "language"

    let identity: TaggerIdentity
    /// What it went by, for the person.
    let sentence: String
    private let tagger: OfflineTagger
    private let dimensions: [String]
    private let languages: LanguageResolver
    private let placeNames: PlaceResolver

    /// - Parameters:
    ///   - dimensions: nil for all.
    ///   - lexicons: files that take the place of shipped ones of the same dimension, or add one.
    ///   - languageModel: the file of a fastText model; nil for script and stop words.
    /// - Throws: `TagCommandError`, `LexiconError`, `LanguageModelError`, `ReferenceTableError`.
    init(name: String, dimensions wanted: [String]?, lexicons files: [String], languageModel: String?) throws {
        // The hash is of all that decides a tag.
        var words: [[UInt8]] = []
        var lexicons: [Lexicon] = []
        for shipped in Self.shippedLexicons {
            let text = try EmbeddedFile(named: "tagging/\(shipped).yaml").text
            lexicons.append(try YAMLDecoder().decode(Lexicon.self, from: text))
            words.append(Array(text.utf8))
        }
        for file in files {
            let lexicon = try Self.lexicon(of: file, words: &words)
            lexicons.removeAll { $0.dimension == lexicon.dimension }
            lexicons.append(lexicon)
        }
        let known = lexicons.map(\.dimension) + [Self.language, Self.places]
        let unknown = (wanted ?? []).filter { !known.contains($0) }
        guard unknown.isEmpty else { throw TagCommandError.unknownDimensions(unknown, known: known) }
        dimensions = known.filter { wanted?.contains($0) ?? true }
        let model = try languageModel.map { try Self.model(at: $0, words: &words) }
        placeNames = try PlaceResolver.embedded()
        languages = try LanguageResolver.embedded(places: placeNames)
        let chosen = dimensions
        tagger = try OfflineTagger(
            model: model, stopWords: StopWordLanguages(try Self.stopWords(&words)),
            places: try Self.finder(isUsed: chosen.contains(Self.places), &words),
            lexicons: lexicons.filter { chosen.contains($0.dimension) })
        let parameters: JSON = ["dimensions": .array(dimensions.map(JSON.string))]
        identity = TaggerIdentity(
            name: name, kind: .offline, model: languageModel == nil ? "stop words" : "fastText", host: "",
            promptHash: ContentHash.of(words.flatMap { $0 + [0] }), vocabularyHash: "", parameters: parameters.text)
        sentence =
            "offline tags know words, not what is meant: a floor for comparison; languages by "
            + (languageModel.map { "the model \($0)" } ?? "script and stop words")
    }

    private static func lexicon(of file: String, words: inout [[UInt8]]) throws -> Lexicon {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: file))
            words.append(Array(data))
            return try YAMLDecoder().decode(Lexicon.self, from: data)
        } catch {
            throw TagCommandError.unreadable(file: file, reason: Self.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return error.localizedDescription }
        return switch error {
        case .keyNotFound(let key, _): "the key “\(key.stringValue)” is missing."
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")): \(context.debugDescription)"
        @unknown default: "\(error)"
        }
    }

    private static func model(at path: String, words: inout [[UInt8]]) throws -> LanguageModel {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw TagCommandError.unreadable(file: path, reason: error.localizedDescription)
        }
        do {
            let model = try LanguageModel(data)
            words.append(Array(ContentHash.of(Array(data)).utf8))
            return model
        } catch { throw TagCommandError.unreadable(file: path, reason: "\(error)") }
    }

    private static func stopWords(_ words: inout [[UInt8]]) throws -> [String: [String]] {
        let text = try EmbeddedFile(named: "tagging/stopwords.yaml").text
        words.append(Array(text.utf8))
        return try YAMLDecoder().decode([String: [String]].self, from: text)
    }

    private static func finder(isUsed: Bool, _ words: inout [[UInt8]]) throws -> PlaceFinder {
        let normalize: @Sendable (Substring) -> String = { NormalizedName($0).text }
        guard isUsed else { return PlaceFinder(aliases: [], veto: [], normalize: normalize) }
        let veto = try EmbeddedFile(named: "tagging/places.yaml").text
        words.append(Array(veto.utf8))
        let vetoed = try YAMLDecoder().decode([String: [String]].self, from: veto)["veto"] ?? []
        var aliases = try PlaceTables.embedded().countries.map {
            PlaceAlias(name: normalize($0.name[...]), target: $0.iso2, kind: .name)
        }
        let table = try ReferenceTable(named: "reference/place_aliases.csv", columns: ["alias", "target", "kind"])
        try table.forEachRow { (fields, _) throws(ReferenceTableError) in
            guard let kind = PlaceAlias.Kind(rawValue: fields[2]) else { return }
            aliases.append(PlaceAlias(name: fields[0], target: fields[1], kind: kind))
        }
        return PlaceFinder(aliases: aliases, veto: Set(vetoed), normalize: normalize)
    }

    /// What is kept of a text. Languages are ISO 639-3 codes, and places English names, as a language model gives them.
    func record(_ key: TextKey, _ text: String) -> TagRecord {
        let tags = tagger.tags(text)
        var values: [TagValue] = []
        var scores: [JSON.Member] = []
        for dimension in dimensions {
            switch dimension {
            case Self.language:
                let code = tags.language.flatMap { languages.resolve($0.language) }
                values.append(
                    TagValue(
                        dimension: dimension, value: code, raw: tags.language?.language,
                        status: code == nil ? .missing : .valid))
                if let guess = tags.language { scores.append(.init(dimension, Self.rounded(guess.probability))) }
            case Self.places:
                values += placeValues(tags.places)
                scores.append(.init(dimension, .array(tags.places.map { Self.rounded($0.score) })))
            default:
                guard let tag = tags.values[dimension] else { continue }
                values.append(TagValue(dimension: dimension, value: tag.value, raw: nil, status: .valid))
                scores.append(.init(dimension, Self.rounded(tag.score)))
            }
        }
        return TagRecord(
            key: key, state: .tagged, attempts: 0, reason: nil, status: nil, promptTokens: nil, completionTokens: nil,
            latency: 0, isTruncated: false, answer: JSON.object([.init("scores", .object(scores))]).text, values: values
        )
    }

    private func placeValues(_ places: [FoundPlace]) -> [TagValue] {
        guard !places.isEmpty else {
            return [TagValue(dimension: Self.places, value: nil, raw: "[]", status: .valid)]
        }
        return places.enumerated().map { position, place in
            let name = placeNames.country(place.target)?.name ?? placeNames.area(place.target)?.name ?? place.target
            return TagValue(dimension: Self.places, position: position, value: name, raw: place.text, status: .valid)
        }
    }

    private static func rounded(_ score: Double) -> JSON { .number((score * 1000).rounded() / 1000) }
}
