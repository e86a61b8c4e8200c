import LocalFacts

/// Guesses at what an unknown name may mean.
enum DidYouMean {
    /// The number of guesses that are shown.
    static let count = 3

    /// The names that were most likely meant, the likeliest first.
    static func guesses(for name: String, among names: some Sequence<String>) -> [String] {
        NearestName.of(name, among: names, count: count)
    }

    /// `did you mean a, b or c?`; nil for no guess.
    static func sentence(_ guesses: [String]) -> String? {
        guard let last = guesses.last else { return nil }
        let others = guesses.dropLast().joined(separator: ", ")
        return "did you mean \(others.isEmpty ? last : "\(others) or \(last)")?"
    }
}
