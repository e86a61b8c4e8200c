import Tagging

/// What a text is known by in a file of labels: the numbers of the samples that were drawn with it, and the key of the
/// text, `17+42-0f3a…`.
///
/// The numbers find the samples at once, and the key of the text shows whether they still have it. A text that was
/// drawn several times is labelled once, and counts for each of its samples: otherwise frequent texts would count too
/// little.
struct SampleKey {
    let samples: [Int64]
    let textKey: TextKey

    init(samples: [Int64], textKey: TextKey) {
        self.samples = samples
        self.textKey = textKey
    }

    /// - Returns: nil unless the text is some numbers and the 32 digits of a key.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let key = TextKey(hexadecimal: parts[1]) else { return nil }
        let numbers = parts[0].split(separator: "+", omittingEmptySubsequences: false).map { Int64($0) }
        guard !numbers.isEmpty, numbers.allSatisfy({ $0 != nil }) else { return nil }
        self.init(samples: numbers.compactMap(\.self), textKey: key)
    }

    var text: String { samples.map(String.init).joined(separator: "+") + "-\(textKey)" }
}
