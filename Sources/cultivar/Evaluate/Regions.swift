import Evaluation

/// Short answers of BLEnD by region.
struct Regions {
    let names: [String]
    let answers: [String: ShortAnswers]
    private static let ending = "_data.json"

    /// - Parameter paths: annotation files, `REGION_data.json`.
    /// - Throws: `EvaluationError`, `ReadError`.
    init(paths: [String]) throws {
        var names: [String] = []
        var answers: [String: ShortAnswers] = [:]
        for path in paths {
            let name = Self.name(ofFile: path)
            if answers[name] == nil { names.append(name) }
            answers[name] = try ShortAnswers(path: path)
        }
        (self.names, self.answers) = (names, answers)
    }

    /// The region of a file.
    static func name(ofFile path: String) -> String {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        if last.hasSuffix(ending) { return String(last.dropLast(ending.count)) }
        return last.split(separator: ".").first.map(String.init) ?? last
    }
}
