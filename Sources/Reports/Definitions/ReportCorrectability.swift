/// What the labels of people can do about the tagger's errors in a report.
public enum ReportCorrectability: Sendable, Equatable {
    /// What the labels of people are about.
    public enum Dimension: String, Sendable, CaseIterable {
        case culture
        case domain
        case task
        case language
        case places

        /// The report that corrects it.
        var report: String { self == .places ? "corrected-concentration" : "corrected-shares" }
    }

    /// The report shows shares of these tags, or how concentrated they are, which can be corrected.
    case labels(of: Dimension)
    /// What the report shows has no correction, for this reason.
    case none(reason: String)

    /// The word before the reason of a report without a correction.
    private static let no = "no: "

    /// The value of a header: a dimension, or `no: ` and the reason.
    init?(_ text: String) {
        if let dimension = Dimension(rawValue: text) {
            self = .labels(of: dimension)
        } else if text.hasPrefix(Self.no), text.count > Self.no.count {
            self = .none(reason: String(text.dropFirst(Self.no.count)))
        } else {
            return nil
        }
    }

    var dimension: Dimension? {
        if case .labels(let dimension) = self { dimension } else { nil }
    }

    var refusal: String? {
        if case .none(let reason) = self { reason } else { nil }
    }
}
