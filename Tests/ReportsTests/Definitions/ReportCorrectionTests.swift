import Testing

@testable import Reports

@Suite struct ReportCorrectionTests {
    private func reports(_ names: [String]) throws -> [ReportDefinition] {
        try names.flatMap(ReportCatalogue.reports(named:))
    }

    @Test(arguments: [
        (["decay"], "culture"), (["composition", "decay-source", "overview"], "culture"), (["domains"], "domain"),
        (["tasks"], "task"),
    ])
    func theDimensionIsThatOfTheReports(_ names: [String], _ dimension: String) throws {
        let correction = try ReportCorrection(of: reports(names))
        #expect(correction.parameters(rater: "anna") == ["gold": "anna", "dimension": .text(dimension)])
        let report = try #require(try correction.reports().first)
        #expect(Set(report.parameters.map(\.name)).isSuperset(of: ["gold", "dimension"]))
    }

    @Test(arguments: [["overview"], ["domains", "tasks"], ["all"]])
    func otherReportsAreRefused(_ names: [String]) throws {
        let error = #expect(throws: ReportError.self) { try ReportCorrection(of: reports(names)) }
        #expect(error?.description.contains("decay (culture)") == true)
    }
}
