import Tagging

/// What one rater said of one text in one dimension.
struct Judgement {
    let item: TextKey
    /// Samples with the text, at least one: those that were drawn, or the first one.
    let samples: [Int64]
    let tagger: String
    let kind: TaggerIdentity.Kind
    let dimension: String
    /// Empty for a judgement that the text has no value.
    let values: [String]
    /// Where it comes from: the line of a file, or a number.
    let place: Int64
}
