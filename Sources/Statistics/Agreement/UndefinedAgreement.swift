/// Why a coefficient of agreement has no value.
public enum UndefinedAgreement: Error, Hashable, Sendable {
    /// No unit has two ratings, so nothing can be compared.
    case noPairs
    /// All ratings that can be compared have the same value, so agreement by chance is complete.
    case oneValue
    /// Fleiss' kappa needs the same number of ratings for each unit.
    case unequalRatings(least: Int, most: Int)
}
