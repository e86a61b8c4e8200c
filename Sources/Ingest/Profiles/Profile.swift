/// How the files of one data set become samples: read from a YAML file, see docs/profiles.md.
public struct Profile: Sendable {
    /// What `--profile` calls it.
    public var name: String
    public var title: String
    public var citation: String?
    public var url: String?
    public var licence: String?
    public var description: String?
    /// Words that mean "no value" in every field; the empty string always does.
    public var missing: [String]
    /// The stage of each source.
    public var stages: [String: String]
    /// Culture tags that do not make a sample cultural; empty leaves the store's setting as it is.
    public var nonCultural: [String]
    public var inputs: [ProfileInput]
    /// The path of the profile; nil for a built-in one.
    public var folder: String?

    public init(name: String, title: String, inputs: [ProfileInput]) {
        self.name = name
        self.title = title
        self.missing = []
        self.stages = [:]
        self.nonCultural = []
        self.inputs = inputs
    }
}

extension Profile: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, title, citation, url, licence, description, missing, stages
        case nonCultural = "noncultural"
        case inputs
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        title = try container.decodeIfPresent(String.self, forKey: .title) ?? name
        citation = try container.decodeIfPresent(String.self, forKey: .citation)
        url = try container.decodeIfPresent(String.self, forKey: .url)
        licence = try container.decodeIfPresent(String.self, forKey: .licence)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        missing = try container.decodeIfPresent(OneOrMany<String>.self, forKey: .missing)?.values ?? []
        stages = try container.decodeIfPresent([String: String].self, forKey: .stages) ?? [:]
        nonCultural = try container.decodeIfPresent(OneOrMany<String>.self, forKey: .nonCultural)?.values ?? []
        inputs = try container.decode([ProfileInput].self, forKey: .inputs)
    }
}
