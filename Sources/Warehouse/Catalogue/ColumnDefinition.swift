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

/// A stored column of the samples.
public struct ColumnDefinition: Sendable, Hashable, Identifiable {
    public var id: Int64
    public var name: String
    public var kind: ColumnKind
    public var role: ColumnRole?
    /// Of kind `tags`: what one value is called, such as `place`.
    public var valueName: String?
    public var description: String?

    public init(
        id: Int64, name: String, kind: ColumnKind, role: ColumnRole? = nil, valueName: String? = nil,
        description: String? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.role = role
        self.valueName = valueName
        self.description = description
    }

    public var isDictionaryCoded: Bool { kind == .tag || kind == .tags }
}
