import Foundation
import TestSupport
import Testing

@testable import Surveys

/// The published files of CultureLLM beside the package; tests that need them are skipped where they are absent.
enum CultureLLMFiles {
    private static let folder = PackageRoot.sharedData.appending(path: "culturellm")
    static let isPresent = FileManager.default.isReadableFile(atPath: folder.appending(path: "WVQ.jsonl").path)
    static let missing: Comment = "../shared/data is not there: nothing to compare with"

    static func path(_ name: String) -> String { folder.appending(path: name).standardizedFileURL.path }

    static let countryFiles = [
        "Arabic/Iraq.csv", "Arabic/Jordan.csv", "Bengali/Bangladesh.csv", "China/China.csv",
        "English/United States.csv", "Germany/Germany.csv", "Greece/Greece.csv", "Korean/South Korea.csv",
        "Portuguese/Brazil.csv", "Spanish/Argentina.csv", "Spanish/Mexico.csv", "Turkey/Turkey.csv",
    ]

    /// The survey, read once.
    struct Survey: Sendable {
        /// What reading a country's file showed.
        struct Reading: Sendable {
            let countries: [String]
            let respondents: Int
            let rowsOfSums: Int
            let rejects: Int
        }

        let profile: SurveyProfile
        let questions: QuestionSet
        let tally: SurveyTally
        let table: RespondentTable
        let readings: [Reading]
    }

    static let survey: Result<Survey, any Error> = Result {
        let profile = try SurveyProfile.load("wvs")
        let questions = try QuestionSet(path: path("WVQ.jsonl"))
        var tally = SurveyTally(profile: profile, questions: questions)
        var table = try RespondentTable(profile: profile, questions: questions)
        var readings: [Survey.Reading] = []
        for name in countryFiles {
            let file = try RespondentFile(path: path(name), profile: profile, questions: questions)
            while let batch = try file.nextBatch() {
                tally.add(batch, of: file)
                try table.add(batch, of: file)
            }
            readings.append(
                Survey.Reading(
                    countries: file.countries, respondents: file.respondentsByCountry.reduce(0, +),
                    rowsOfSums: file.rowsOfSums, rejects: file.rejects.total))
        }
        return Survey(profile: profile, questions: questions, tally: tally, table: table, readings: readings)
    }

    static func augmented(_ names: String...) throws -> [AugmentedQuestions] {
        let seeds = try survey.get().questions
        return try names.map { try AugmentedQuestions(path: path($0), seeds: seeds) }
    }

    /// The numbers of `expected.json` under a key.
    static func expected(_ key: String) throws -> [String: Double] {
        let data = try Data(contentsOf: folder.appending(path: "expected.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let numbers = try #require(json[key] as? [String: Any])
        return numbers.compactMapValues { ($0 as? NSNumber)?.doubleValue }
    }

    /// The lines of a published file.
    static func lines(_ name: String) throws -> [String] {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }
}
