import Foundation
import Preferences
import TestSupport

/// The World Values Survey of `../shared/data`, and the answers that it must give.
enum SharedSurvey {
    static let folder = PackageRoot.sharedData.appending(path: "culturellm")
    static let isPresent = FileManager.default.isReadableFile(atPath: folder.appending(path: "expected.json").path)
    static let countries: [(folder: String, name: String)] = [
        ("Arabic", "Iraq"), ("Arabic", "Jordan"), ("Bengali", "Bangladesh"), ("China", "China"),
        ("English", "United States"), ("Germany", "Germany"), ("Greece", "Greece"), ("Korean", "South Korea"),
        ("Portuguese", "Brazil"), ("Spanish", "Argentina"), ("Spanish", "Mexico"), ("Turkey", "Turkey"),
    ]

    /// The valid codes of a question.
    static func codes(_ question: Int) -> ClosedRange<Int> {
        switch question {
        case 122...129: 0...2
        case 33...41: 1...5
        case 158...162: 1...10
        default: 1...4
        }
    }

    static func load() throws -> [(name: String, answers: ChoiceAnswers)] {
        try countries.map { country in
            let file = folder.appending(path: "\(country.folder)/\(country.name).csv")
            let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
            let questions = lines[0].split(separator: ",").compactMap { Int($0.dropFirst()) }
            var answers = ChoiceAnswers(optionCounts: questions.map { codes($0).count })
            for line in lines.dropFirst() where !line.hasPrefix("Avg") {
                let fields = line.split(separator: ",", omittingEmptySubsequences: false).dropFirst(2)
                answers.add(
                    zip(questions, fields).map { question, field in
                        Int(field).map { $0 - codes(question).lowerBound }
                    })
            }
            return (country.name, answers)
        }
    }

    static func expected() throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appending(path: "expected.json"))
        let json = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return json?["scpo_on_wvs"] as? [String: Any] ?? [:]
    }
}

/// Whether two numbers agree to this relative error.
func isClose(_ one: Double?, _ other: Double, relative: Double = 1e-11) -> Bool {
    guard let one else { return false }
    return abs(one - other) <= relative * max(abs(other), 1e-300) || one == other
}
