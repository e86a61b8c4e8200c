extension CorrectionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noGold: "no sample has both a label and a tag: label some of the tagged samples"
        case .noCorpus: "no sample has a tag: tag the samples first"
        case .stratumWithoutGold(let stratum):
            "stratum '\(stratum)' has samples, none with a label: label some of them, or leave the stratum out"
        case .notSeparated:
            "samples with different labels have the same tags too often to be told apart: correct by "
                + "prediction-powered inference, or use a better tagger"
        }
    }
}
