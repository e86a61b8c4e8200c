import EmbeddedFiles
/// The words that go with every text, with places for the vocabulary.
public struct TagPrompt: Sendable, Equatable {
    public let name: String
    /// With `{{dimensions}}`, and perhaps `{{example}}`.
    public let system: String
    /// What is added when an answer could not be used, with `{{allowed}}`.
    public let again: String
    /// What stands for the middle of a long text, with `{{count}}`.
    public let leftOut: String

    public static let usualName = "plain"

    /// Loads the shipped prompt by its name, else a YAML file with the keys `name`, `system`, `again`, `left_out`.
    ///
    /// - Throws: `VocabularyError`.
    public static func load(_ nameOrFile: String = usualName) throws -> TagPrompt {
        if nameOrFile == usualName, let yaml = EmbeddedFile.named("tagging/prompt.yaml")?.text {
            return try decode(yaml: yaml, file: nameOrFile)
        }
        guard let yaml = try YAMLFile.text(of: nameOrFile) else {
            throw VocabularyError.notFound(nameOrFile, shipped: [usualName])
        }
        return try decode(yaml: yaml, file: nameOrFile)
    }

    /// - Parameter file: what errors call it.
    /// - Throws: `VocabularyError`.
    public static func decode(yaml: String, file name: String) throws -> TagPrompt {
        let file = try YAMLFile(yaml: yaml, name: name)
        let members = try file.members(file.root, known: ["name", "system", "again", "left_out"])
        let prompt = TagPrompt(
            name: try file.text(members, "name", of: file.root),
            system: try file.text(members, "system", of: file.root),
            again: try file.text(members, "again", of: file.root),
            leftOut: members["left_out"]?.string ?? "[… {{count}} …]")
        for (key, text, placeholder) in [
            ("system", prompt.system, "dimensions"), ("again", prompt.again, "allowed"),
        ] where !text.contains("{{\(placeholder)}}") {
            throw VocabularyError.missingPlaceholder(placeholder, key: key, file: name)
        }
        return prompt
    }
}
