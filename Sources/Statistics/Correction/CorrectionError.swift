/// Why shares cannot be corrected for a tagger's errors.
public enum CorrectionError: Error, Equatable, Sendable {
    /// No sample has both a label and a tag.
    case noGold
    /// No sample has a tag.
    case noCorpus
    /// A stratum has samples but none with a label, so that nothing is known of the errors in it.
    case stratumWithoutGold(String)
    /// The tags of samples with different labels hardly differ, so that they cannot be separated.
    case notSeparated
}
