import SQLite

/// The report that corrects what others show for the tagger's errors, by the labels of a person.
public struct ReportCorrection {
    private static let name = "corrected-shares"

    /// The dimension that is corrected: culture, domain, task or language.
    private let dimension: String

    /// - Throws: `ReportError.uncorrectable` unless the reports that can be corrected are of one dimension.
    public init(of reports: [ReportDefinition]) throws {
        let dimensions = Set(reports.compactMap(\.correctedDimension))
        guard let dimension = dimensions.first, dimensions.count == 1 else {
            let known = try ReportCatalogue.embedded().compactMap { report in
                report.correctedDimension.map { "\(report.name) (\($0))" }
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
        ["gold": .text(rater), "dimension": .text(dimension)]
    }
}
