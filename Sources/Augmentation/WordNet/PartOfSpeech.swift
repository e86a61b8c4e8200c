/// A part of speech of WordNet.
public enum PartOfSpeech: String, Sendable, Hashable, CaseIterable {
    case noun, verb
    case adjective = "adj"
    case adverb = "adv"

    /// The numbers of the part of speech in sense keys; satellite adjectives have their own.
    var senseNumbers: [Int] {
        switch self {
        case .noun: [1]
        case .verb: [2]
        case .adjective: [3, 5]
        case .adverb: [4]
        }
    }
}
