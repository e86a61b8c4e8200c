import LocalFacts
import Readers

/// One kind of file of a data set, and what its rows become.
public struct ProfileInput: Sendable {
    /// Which files, by the end of their paths.
    public var files: [PathPattern]
    public var recognition: Recognition
    /// How the files are written, as far as the profile says; the rest is detected.
    public var options: ReaderOptions
    /// Name of the data set; the profile's where nil.
    public var dataset: String?
    public var description: String?
    public var missing: [String]
    public var rows: RowExpansion
    /// The fact table of the rows; nil for `samples`.
    public var table: FactTableTemplate?
    /// The columns in the order of the store.
    public var columns: [ColumnRule]
    /// What is known of fields that become no column, if the mapping is guessed; nil for a profile.
    public var guess: Guess?

    public init(files: [PathPattern], rows: RowExpansion, columns: [ColumnRule]) {
        self.files = files
        recognition = .never
        options = ReaderOptions()
        missing = []
        self.rows = rows
        self.columns = columns
    }
}

extension ProfileInput: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case files, recognise, format, dataset, description, missing, rows, into
        case text, source, stage, language, languages, culture, domain, domains, task, tasks, places
        case tags, measures, texts
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        files = try container.decode(OneOrMany<String>.self, forKey: .files).values.map(PathPattern.init)
        recognition = try container.decodeIfPresent(Recognition.self, forKey: .recognise) ?? .never
        options = try container.decodeIfPresent(FormatRule.self, forKey: .format)?.options ?? ReaderOptions()
        // The rows of such a file are what the profile says.
        options.findsTables = false
        dataset = try container.decodeIfPresent(String.self, forKey: .dataset)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        missing = try container.decodeIfPresent(OneOrMany<String>.self, forKey: .missing)?.values ?? []
        rows = try container.decodeIfPresent(RowsRule.self, forKey: .rows)?.expansion ?? .record
        columns = try Self.roleColumns(container) + Self.otherColumns(container)
        if let target = try container.decodeIfPresent(TableRule.self, forKey: .into), !target.isSamples {
            table = target.template
            columns = columns.map(target.column)
        }
        columns = try columns.map { try $0.referringToEntities(decoder) }
        try Self.refuseRepeatedNames(columns, decoder)
    }

    private static func roleColumns(_ container: KeyedDecodingContainer<CodingKeys>) throws -> [ColumnRule] {
        let single: [CodingKeys] = [.source, .stage, .language, .culture, .domain, .task]
        let multiple: [CodingKeys: String] = [
            .languages: "language", .domains: "domain", .tasks: "task", .places: "place",
        ]
        var columns: [ColumnRule] = []
        for key in CodingKeys.allCases where container.contains(key) {
            if single.contains(key) {
                let rule = try container.decode(FieldRule.self, forKey: key)
                columns.append(ColumnRule(name: key.rawValue, content: .tag(rule), isRole: true))
            } else if let value = multiple[key] {
                let rule = try container.decode(FieldRule.self, forKey: key)
                columns.append(ColumnRule(name: key.rawValue, content: .tags(rule, each: value), isRole: true))
            } else if key == .text {
                let rule = try container.decode(TextRule.self, forKey: key)
                columns.append(ColumnRule(name: key.rawValue, content: .text(rule), isRole: true))
            }
        }
        return columns
    }

    private static func otherColumns(_ container: KeyedDecodingContainer<CodingKeys>) throws -> [ColumnRule] {
        let tags = try container.decodeIfPresent(OrderedEntries<FieldRule>.self, forKey: .tags)?.entries ?? []
        let measures = try container.decodeIfPresent(OrderedEntries<MeasureRule>.self, forKey: .measures)?.entries ?? []
        let texts = try container.decodeIfPresent(OrderedEntries<TextRule>.self, forKey: .texts)?.entries ?? []
        return tags.map { name, rule in
            ColumnRule(name: name, content: rule.each.map { .tags(rule, each: $0) } ?? .tag(rule))
        }
            + measures.map { ColumnRule(name: $0, content: .measure($1)) }
            + texts.map { ColumnRule(name: $0, content: .text($1)) }
    }

    private static func refuseRepeatedNames(_ columns: [ColumnRule], _ decoder: any Decoder) throws {
        var seen: Set<String> = []
        for column in columns where !seen.insert(column.name.lowercased()).inserted {
            throw decoder.problem(.invalidValue(column.name, reason: "two columns have this name"))
        }
    }
}
