import SQLite

/// The reports that correct what others show for the tagger's errors, by the labels of a person.
public struct ReportCorrection {
    /// In the order in which the reports name them.
    private let dimensions: [ReportCorrectability.Dimension]

    /// - Throws: `ReportError.withoutCorrection` if one of the reports has none, and `.uncorrectable` if none can be
    ///   corrected, or several by the same report and different dimensions.
    public init(of reports: [ReportDefinition]) throws {
        for report in reports {
            if let reason = report.correctability?.refusal {
                throw ReportError.withoutCorrection(report: report.name, reason: reason)
            }
        }
        var dimensions: [ReportCorrectability.Dimension] = []
        for dimension in reports.compactMap(\.correctability?.dimension) where !dimensions.contains(dimension) {
            dimensions.append(dimension)
        }
        guard !dimensions.isEmpty, Set(dimensions.map(\.report)).count == dimensions.count else {
            let known = try ReportCatalogue.embedded().compactMap { report in
                report.correctability?.dimension.map { "\(report.name) (\($0.rawValue))" }
            }
            throw ReportError.uncorrectable(reports: reports.map(\.name), known: known)
        }
        self.dimensions = dimensions
    }

    /// - Throws: `ReportError.unknownReport`, `ReportFileError`.
    public func reports() throws -> [ReportDefinition] {
        try dimensions.flatMap { try ReportCatalogue.reports(named: $0.report) }
    }

    /// The parameters of ``reports()``.
    ///
    /// - Parameter rater: whose labels are the gold standard.
    public func parameters(rater: String) -> [String: SQLValue] {
        var parameters: [String: SQLValue] = ["gold": .text(rater)]
        if let dimension = dimensions.first(where: { $0 != .places }) {
            parameters["dimension"] = .text(dimension.rawValue)
        }
        return parameters
    }
}
