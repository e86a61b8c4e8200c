/// What the labels of people can do about the tagger's errors in a report.
public enum ReportCorrectability: Sendable, Equatable {
    /// The dimensions whose shares `corrected-shares` corrects.
    public enum Dimension: String, Sendable, CaseIterable {
        case culture
        case domain
        case task
        case language
    }

    /// The report shows shares of these tags, which can be corrected.
    case shares(of: Dimension)
    /// What the report shows has no correction, for this reason.
    case none(reason: String)

    /// The word before the reason of a report without a correction.
    private static let no = "no: "

    /// The value of a header: a dimension, or `no: ` and the reason.
    init?(_ text: String) {
        if let dimension = Dimension(rawValue: text) {
            self = .shares(of: dimension)
        } else if text.hasPrefix(Self.no), text.count > Self.no.count {
            self = .none(reason: String(text.dropFirst(Self.no.count)))
        } else {
            return nil
        }
    }

    var dimension: Dimension? {
        if case .shares(let dimension) = self { dimension } else { nil }
    }

    var refusal: String? {
        if case .none(let reason) = self { reason } else { nil }
    }
}
