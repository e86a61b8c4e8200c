import Warehouse

/// Guesses at what was meant by a name that there is not.
enum DidYouMean {
    /// As many guesses are told.
    static let count = 3

    /// `did you mean a, b or c?`; nil for no guess.
    static func sentence(_ guesses: [String]) -> String? {
        guard let last = guesses.last else { return nil }
        let others = guesses.dropLast().joined(separator: ", ")
        return "did you mean \(others.isEmpty ? last : "\(others) or \(last)")?"
    }
}
