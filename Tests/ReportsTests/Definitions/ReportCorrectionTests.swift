import Testing

@testable import Reports

@Suite struct ReportCorrectionTests {
    private func reports(_ names: [String]) throws -> [ReportDefinition] {
        try names.flatMap(ReportCatalogue.reports(named:))
    }

    @Test(arguments: [
        (["decay"], "culture"), (["composition", "decay-source", "overview"], "culture"), (["domains"], "domain"),
        (["tasks"], "task"), (["decay", "concentration"], "culture"),
    ])
    func theDimensionIsThatOfTheReports(_ names: [String], _ dimension: String) throws {
        let correction = try ReportCorrection(of: reports(names))
        #expect(correction.parameters(rater: "anna") == ["gold": "anna", "dimension": .text(dimension)])
        let report = try #require(try correction.reports().first)
        #expect(Set(report.parameters.map(\.name)).isSuperset(of: ["gold", "dimension"]))
    }

    /// Concentration was refused, as an index were beyond correction: that of Herfindahl and Hirschman is not.
    @Test func concentrationIsCorrectedByItsOwnReport() throws {
        let correction = try ReportCorrection(of: reports(["concentration", "concentration-lorenz"]))
        #expect(correction.parameters(rater: "anna") == ["gold": "anna"])
        #expect(try correction.reports().map(\.name).first == "corrected-concentration")
        let both = try ReportCorrection(of: reports(["concentration", "decay"])).reports().map(\.name)
        #expect(both.first == "corrected-concentration" && both.contains("corrected-shares"))
    }

    @Test(arguments: [["overview"], ["domains", "tasks"], ["concentration", "domains", "decay"]])
    func otherReportsAreRefused(_ names: [String]) throws {
        let error = #expect(throws: ReportError.self) { try ReportCorrection(of: reports(names)) }
        #expect(error?.description.contains("decay (culture)") == true)
    }

    /// Diversity was refused by a list of other reports, and went uncorrected beside one that was corrected.
    @Test(arguments: [["diversity"], ["decay", "diversity"], ["all"]])
    func anIndexIsRefusedWithTheReason(_ names: [String]) throws {
        let error = #expect(throws: ReportError.self) { try ReportCorrection(of: reports(names)) }
        #expect(error?.description.contains("goes without --correct: an index depends on the shares of all") == true)
    }

    private static func file(_ correction: String) -> String {
        """
        -- title: t
        -- question: q
        -- corrected: \(correction)
        select 1 as one
        """
    }

    /// Any word was taken for a dimension, and then no label was found.
    @Test(arguments: ["cultur", "Culture", "place", "no", "no:", "culture, domain"])
    func anUnknownValueIsAnErrorWithFileAndLine(_ value: String) throws {
        let error = #expect(throws: ReportFileError.self) {
            try ReportHeaderParser(file: "mine.sql").parse(Self.file(value), name: "mine")
        }
        let words = try #require(error?.description)
        #expect(words.hasPrefix("mine.sql, line 3"), "\(words)")
        #expect(words.contains("culture, domain, task, language, places"), "\(words)")
    }

    @Test func aDimensionAndAReasonAreRead() throws {
        let parser = ReportHeaderParser(file: "mine.sql")
        #expect(try parser.parse(Self.file("task"), name: "mine").correctability == .labels(of: .task))
        let refused = try parser.parse(Self.file("no: it has no shares"), name: "mine")
        #expect(refused.correctability == ReportCorrectability.none(reason: "it has no shares"))
        #expect(ReportDescription(refused).text.contains("Without --correct: it has no shares"))
    }
}
