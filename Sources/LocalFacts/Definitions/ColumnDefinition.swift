/// How a stored column's values are kept.
public enum ColumnKind: String, Sendable, CaseIterable {
    /// One dictionary value per sample, or none.
    case tag
    /// Any number of dictionary values per sample.
    case tags
    /// A 64-bit integer a sample, or none.
    case integer
    /// One double per sample, or none.
    case real
    /// One text per sample, or none, in compressed blocks.
    case text
}

/// What a column is to the corpus.
public enum ColumnRole: String, Sendable, CaseIterable {
    case dataset, source, stage, language, culture, domain, task, text, row
    case places, languages, domains, tasks

    /// The role of the lists that go with a role of single values.
    var plural: ColumnRole? {
        switch self {
        case .language: .languages
        case .domain: .domains
        case .task: .tasks
        default: nil
        }
    }

    /// The role of the single values that go with a role of lists.
    var singular: ColumnRole? { ColumnRole.allCases.first { $0.plural == self } }
}

/// What the values of a column are. The relations have derived columns for it, whatever the column's name.
public enum ColumnMeaning: String, Sendable, CaseIterable {
    /// Places; a column `home` gets `home_iso2`, `home_iso3`, `home_name`, `home_region`, `home_subregion` and
    /// `home_continent`.
    case place
    /// Languages; a column `mother_tongue` gets `mother_tongue_code` and `mother_tongue_name`.
    case language
}

/// A stored column of a fact table.
public struct ColumnDefinition: Sendable, Hashable, Identifiable {
    public var id: Int64
    /// The fact table that it is a column of.
    public var factTableID: Int64
    public var name: String
    public var kind: ColumnKind
    public var role: ColumnRole?
    /// Of kind `tags`: what one value is called, such as `place`.
    public var valueName: String?
    public var description: String?
    public var meaning: ColumnMeaning?
    /// The table of entities whose keys the values are, such as respondents. Their attributes are shown as columns.
    public var entityTableID: Int64?

    public init(
        id: Int64, factTableID: Int64 = FactTable.samples.id, name: String, kind: ColumnKind, role: ColumnRole? = nil,
        valueName: String? = nil, description: String? = nil, meaning: ColumnMeaning? = nil, entityTableID: Int64? = nil
    ) {
        self.id = id
        self.factTableID = factTableID
        self.name = name
        self.kind = kind
        self.role = role
        self.valueName = valueName
        self.description = description
        self.meaning = meaning
        self.entityTableID = entityTableID
    }

    /// What its values are looked up as when they are stored.
    package var resolvedMeaning: ColumnMeaning? {
        switch role {
        case .places: .place
        case .language: .language
        default: meaning
        }
    }

    public var isDictionaryCoded: Bool { kind == .tag || kind == .tags }
}
