/// Options of a survey question that mean no answer.
public enum NoAnswerOption {
    /// "DK/Refused", "Don't know", "No answer", "Missing; Unknown", "Other (VOL)": by their first words.
    private static let beginnings = ["dk", "don't", "dont", "refus", "no answer", "missing", "other"]

    /// Whether an option means don't know, refused, no answer, missing or other.
    ///
    /// The rule reads the beginning alone, in any case. It also leaves out answers such as "Don't mind": that is the
    /// rule that the published numbers of the project's tests were computed by.
    public static func matches(_ option: String) -> Bool {
        let trimmed = option.drop { $0.isWhitespace }.prefix(12).lowercased().replacing("’", with: "'")
        return beginnings.contains { trimmed.hasPrefix($0) }
    }
}
