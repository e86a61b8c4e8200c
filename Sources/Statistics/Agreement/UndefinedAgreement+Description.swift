extension UndefinedAgreement: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noPairs: "no unit has two ratings: let a second rater rate some of the same units"
        case .oneValue: "all ratings have the same value: without variation there is no agreement beyond chance"
        case .unequalRatings(let least, let most):
            "units have from \(least) to \(most) ratings, and Fleiss' kappa needs the same number for each: "
                + "take krippendorff_alpha"
        }
    }

    /// The reason as a fixed word.
    public var word: String {
        switch self {
        case .noPairs: "no_pairs"
        case .oneValue: "one_value"
        case .unequalRatings: "unequal_ratings"
        }
    }
}
