import Tagging

/// What a sample is known by in a file of labels: its number and the key of its text, `17-0f3a…`.
///
/// The number finds the sample at once, and the key of the text tells whether it still is the same one.
struct SampleKey {
    let sample: Int64
    let textKey: TextKey

    init(sample: Int64, textKey: TextKey) {
        self.sample = sample
        self.textKey = textKey
    }

    /// - Returns: nil unless the text is a number and the 32 digits of a key.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let sample = Int64(parts[0]), let key = TextKey(hexadecimal: parts[1]) else {
            return nil
        }
        self.init(sample: sample, textKey: key)
    }

    var text: String { "\(sample)-\(textKey)" }
}
