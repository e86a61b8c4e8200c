import SQLite

/// The report that corrects what others show for the tagger's errors, by the labels of a person.
public struct ReportCorrection {
    private static let name = "corrected-shares"

    private let dimension: ReportCorrectability.Dimension

    /// - Throws: `ReportError.withoutCorrection` if one of the reports has none, and `.uncorrectable` unless those that
    ///   can be corrected are of one dimension.
    public init(of reports: [ReportDefinition]) throws {
        for report in reports {
            if let reason = report.correctability?.refusal {
                throw ReportError.withoutCorrection(report: report.name, reason: reason)
            }
        }
        let dimensions = Set(reports.compactMap(\.correctability?.dimension))
        guard let dimension = dimensions.first, dimensions.count == 1 else {
            let known = try ReportCatalogue.embedded().compactMap { report in
                report.correctability?.dimension.map { "\(report.name) (\($0.rawValue))" }
            }
            throw ReportError.uncorrectable(reports: reports.map(\.name), known: known)
        }
        self.dimension = dimension
    }

    /// - Throws: `ReportError.unknownReport`, `ReportFileError`.
    public func reports() throws -> [ReportDefinition] { try ReportCatalogue.reports(named: Self.name) }

    /// The parameters of ``reports()``.
    ///
    /// - Parameter rater: whose labels are the gold standard.
    public func parameters(rater: String) -> [String: SQLValue] {
        ["gold": .text(rater), "dimension": .text(dimension.rawValue)]
    }
}
