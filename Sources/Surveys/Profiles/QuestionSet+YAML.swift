import Foundation

extension QuestionSet {
    /// Reads a question set from YAML, JSON or CSV.
    ///
    /// - Parameter path: a file that ends with `.yaml` or `.yml` is YAML: a list of questions with `id`, `topic`,
    ///   `text`, `option` and `scale`, or a profile with such a list under `questions`. Other files: see `init(path:)`.
    /// - Throws: `SurveyError`, `ReadError`.
    public static func load(_ path: String) throws -> QuestionSet {
        let url = URL(fileURLWithPath: path)
        guard ["yaml", "yml"].contains(url.pathExtension.lowercased()) else { return try QuestionSet(path: path) }
        let yaml = try SurveyProfile.text(ofFile: path)
        let root = try ProfileNode(yaml: yaml, file: url.lastPathComponent)
        if root.isList { return try QuestionSet(questions: root) }
        guard let questions = try SurveyProfile(yaml: yaml, file: url.lastPathComponent).questions else {
            throw SurveyError.missingKey("questions", file: url.lastPathComponent, line: 1)
        }
        return questions
    }

    init(questions node: ProfileNode) throws {
        try self.init(
            try node.items().map { item in
                let fields = try item.fields(known: ["id", "topic", "text", "option", "scale", "prompt"])
                let id = try fields.required("id").string()
                let topic = try fields["topic"]?.string() ?? ""
                let scale = try fields["scale"].map {
                    Scale.codes(Array(Set(try $0.items().map { try $0.code() })).sorted())
                }
                guard let option = try fields["option"]?.string() else {
                    return SurveyQuestion(
                        id: id, topic: topic, text: try fields["text"]?.string() ?? "", scale: scale ?? .open)
                }
                return try SurveyQuestion(
                    id: id, topic: topic, text: try fields.required("text").string(), option: option, scale: scale,
                    prompt: try fields["prompt"]?.string())
            }, file: node.file)
    }
}
