import LocalFacts

/// The fact table that an input fills: a name, which may be that of a shipped template, or a mapping that says all.
struct TableRule: Sendable, Decodable {
    /// A column that the template knows.
    struct Column: Sendable, Decodable {
        var description: String?
        var meaning: ColumnMeaning?
        var entity: String?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case description, meaning, entity
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
            description = try container.decodeIfPresent(String.self, forKey: .description)
            meaning = try container.decodeMeaning(.meaning, decoder)
            entity = try container.decodeIfPresent(String.self, forKey: .entity)
        }
    }

    var template: FactTableTemplate
    /// What the template says of columns, by their names in lower case.
    var columns: [String: Column]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, grain, row, key, columns
    }

    init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            guard let known = try TableTemplates.named(name) else {
                throw decoder.problem(
                    .invalidValue(
                        name,
                        reason:
                            "no table template has this name (there are \(try TableTemplates.names())): say what its rows are, as {name: \(name), row: answer, grain: one row per …}"
                    ))
            }
            self = known
            return
        }
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .name)
        let row = try container.decodeIfPresent(String.self, forKey: .row) ?? "row"
        template = FactTableTemplate(
            name: name, grain: try container.decodeIfPresent(String.self, forKey: .grain) ?? "one row per \(row)",
            rowNoun: row, key: try container.decodeIfPresent(String.self, forKey: .key))
        let entries = try container.decodeIfPresent(OrderedEntries<Column>.self, forKey: .columns)?.entries ?? []
        columns = Dictionary(entries.map { ($0.0.lowercased(), $0.1) }) { first, _ in first }
    }

    var isSamples: Bool { template.name.lowercased() == FactTable.samples.name }

    /// A column of the input as the table has it. The roles of samples are ordinary columns here.
    func column(_ rule: ColumnRule) -> ColumnRule {
        var rule = rule
        let known = columns[rule.name.lowercased()]
        rule.templateDescription = known?.description
        rule.meaning = rule.meaning ?? known?.meaning ?? rule.meaningOfRole
        rule.entityName = rule.entityName ?? known?.entity
        rule.isRole = false
        return rule
    }
}

extension ColumnRule {
    /// What the values of a column are that samples have as a role.
    fileprivate var meaningOfRole: ColumnMeaning? {
        guard isRole else { return nil }
        return switch ColumnRole(rawValue: name) {
        case .places: .place
        case .language, .languages: .language
        default: nil
        }
    }

    /// The column with the template of the entities that it refers to.
    func referringToEntities(_ decoder: any Decoder) throws -> ColumnRule {
        guard let name = entityName else { return self }
        guard let entities = try TableTemplates.named(name), entities.template.key != nil else {
            throw decoder.problem(
                .invalidValue(
                    name, reason: "no table of entities has this name (there are \(try TableTemplates.entityNames()))"))
        }
        var rule = self
        rule.entities = entities.template
        return rule
    }
}

extension KeyedDecodingContainer {
    /// The meaning of a column's values.
    func decodeMeaning(_ key: Key, _ decoder: any Decoder) throws -> ColumnMeaning? {
        guard let word = try decodeIfPresent(String.self, forKey: key) else { return nil }
        guard let meaning = ColumnMeaning(rawValue: word) else {
            let known = ColumnMeaning.allCases.map(\.rawValue).joined(separator: ", ")
            throw decoder.problem(.invalidValue(word, reason: "a meaning is one of \(known)"), under: key)
        }
        return meaning
    }
}
