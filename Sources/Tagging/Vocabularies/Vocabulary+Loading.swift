import EmbeddedFiles
import Yams

extension Vocabulary {
    /// The vocabulary that is used unless another one is named.
    public static let usualName = "culture-funnel"
    private static let shippedNames = [usualName]
    private static let mostValues = 1000

    /// Loads a shipped vocabulary by its name, else a file.
    ///
    /// - Throws: `VocabularyError`.
    public static func load(_ nameOrFile: String = usualName) throws -> Vocabulary {
        if shippedNames.contains(nameOrFile), let yaml = EmbeddedFile.named("tagging/\(nameOrFile).yaml")?.text {
            return try decode(yaml: yaml, file: nameOrFile)
        }
        guard let yaml = try YAMLFile.text(of: nameOrFile) else {
            throw VocabularyError.notFound(nameOrFile, shipped: shippedNames)
        }
        return try decode(yaml: yaml, file: nameOrFile)
    }

    /// - Parameter file: what errors call it.
    /// - Throws: `VocabularyError`.
    public static func decode(yaml: String, file name: String) throws -> Vocabulary {
        let file = try YAMLFile(yaml: yaml, name: name)
        let members = try file.members(file.root, known: ["name", "title", "dimensions"])
        guard let list = members["dimensions"]?.sequence, !list.isEmpty else {
            throw VocabularyError.missingKey("dimensions", file: name, line: file.line(file.root))
        }
        var dimensions: [Dimension] = []
        for node in list {
            let dimension = try decodeDimension(node, in: file)
            guard !dimensions.contains(where: { $0.name == dimension.name }) else {
                throw VocabularyError.invalidValue(
                    dimension.name, reason: "there are two dimensions of this name", file: name, line: file.line(node))
            }
            dimensions.append(dimension)
        }
        return Vocabulary(name: try file.text(members, "name", of: file.root), dimensions: dimensions)
    }

    private static func decodeDimension(_ node: Node, in file: YAMLFile) throws -> Dimension {
        let members = try file.members(
            node, known: ["name", "question", "values", "form", "many", "most", "aliases"])
        let name = try file.text(members, "name", of: node)
        guard name.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
        else {
            throw VocabularyError.invalidValue(
                name, reason: "a dimension has small letters and “_” only", file: file.name, line: file.line(node))
        }
        let most = members["most"].flatMap(\.int) ?? 20
        guard (1...1000).contains(most), members["most"] == nil || members["most"]?.int != nil else {
            throw VocabularyError.invalidValue(
                "most", reason: "it is a whole number from 1 to 1000", file: file.name, line: file.line(node))
        }
        guard members["many"] == nil || members["many"]?.bool != nil else {
            throw VocabularyError.invalidValue(
                "many", reason: "it is true or false", file: file.name, line: file.line(node))
        }
        return Dimension(
            name: name, question: try file.text(members, "question", of: node),
            values: try decodeValues(members, of: node, in: file), isMany: members["many"]?.bool ?? false, most: most,
            aliases: try decodeAliases(members, in: file))
    }

    private static func decodeAliases(_ members: [String: Node], in file: YAMLFile) throws -> [(String, String)] {
        guard let node = members["aliases"] else { return [] }
        guard let mapping = node.mapping else {
            throw VocabularyError.invalidValue(
                "aliases", reason: "they are lines of “spelling: value”", file: file.name, line: file.line(node))
        }
        return try mapping.map { key, value in
            guard let alias = key.string, let name = value.string else {
                throw VocabularyError.invalidValue(
                    "aliases", reason: "they are lines of “spelling: value”", file: file.name, line: file.line(key))
            }
            return (alias, name)
        }
    }

    private static func decodeValues(
        _ members: [String: Node], of node: Node, in file: YAMLFile
    ) throws -> Dimension.Values {
        if let form = members["form"] {
            switch form.string {
            case "language": return .language
            case "name": return .name
            default:
                throw VocabularyError.invalidValue(
                    form.string ?? "…", reason: "a form is language or name", file: file.name, line: file.line(form))
            }
        }
        guard let list = members["values"]?.sequence, !list.isEmpty, list.count <= mostValues else {
            throw VocabularyError.missingKey("values", file: file.name, line: file.line(node))
        }
        var values: [Dimension.Value] = []
        var owners: [String: String] = [:]
        for entry in list {
            let value = try decodeValue(entry, in: file)
            for spelling in [value.name] + value.aliases {
                let folded = Dimension.folded(spelling)
                guard !folded.isEmpty, owners[folded] == nil || owners[folded] == value.name else {
                    throw VocabularyError.invalidValue(
                        spelling, reason: "\(owners[folded] ?? "nothing") is spelt so already, or it has no letter",
                        file: file.name, line: file.line(entry))
                }
                owners[folded] = value.name
            }
            values.append(value)
        }
        return .listed(values)
    }

    private static func decodeValue(_ node: Node, in file: YAMLFile) throws -> Dimension.Value {
        if let name = node.string { return Dimension.Value(name: name) }
        let members = try file.members(node, known: ["name", "means", "aliases"])
        let aliases = members["aliases"]?.sequence.map { $0.map(\.string) } ?? []
        guard aliases.allSatisfy({ $0 != nil }), members["aliases"] == nil || members["aliases"]?.sequence != nil else {
            throw VocabularyError.invalidValue(
                "aliases", reason: "they are a list of texts", file: file.name, line: file.line(node))
        }
        return Dimension.Value(
            name: try file.text(members, "name", of: node), means: members["means"]?.string ?? "",
            aliases: aliases.compactMap { $0 })
    }
}
