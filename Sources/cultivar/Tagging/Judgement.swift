import Tagging

/// What one rater said of one text in one dimension.
struct Judgement {
    let item: TextKey
    /// A sample with the text.
    let sample: Int64
    let tagger: String
    let kind: TaggerIdentity.Kind
    let dimension: String
    /// Empty for a judgement that the text has no value.
    let values: [String]
    /// Where it comes from: the line of a file, or a number.
    let place: Int64
}
