import Columns
import SQLite

/// Makes the relations over one fact table.
struct FactRelations {
    private let facts: StoredFacts
    private let connection: Connection
    private let catalogue: Catalogue
    private let reader: SegmentReader
    private let derivations: Derivations

    init(_ facts: StoredFacts, connection: Connection, catalogue: Catalogue, reader: SegmentReader) {
        self.facts = facts
        self.connection = connection
        self.catalogue = catalogue
        self.reader = reader
        self.derivations = Derivations(connection: connection, catalogue: catalogue)
    }

    private var noun: String { facts.table.rowNoun }

    /// One relation with a row for each fact, one for each multi-valued column, and one for each level above the places
    /// of samples.
    func relations() -> [Relation] {
        let factColumns = factColumns()
        var relations = [
            Relation(
                of: facts, name: facts.table.name, description: facts.table.grain,
                columns: [count] + RelationColumn.randomNumbers + factColumns + listColumns(), element: nil)
        ]
        for column in facts.columns where column.kind == .tags {
            relations.append(listRelation(column, factColumns))
            if column.role == .places { relations += levelRelations(column, factColumns) }
        }
        return relations
    }

    // MARK: - One row per fact

    /// The multi-valued columns, each sample's values together.
    private func listColumns() -> [RelationColumn] {
        facts.columns.filter { $0.kind == .tags }.map { column in
            RelationColumn(
                name: column.name, type: "TEXT", description: "the distinct values of \(column.name) as a JSON array",
                content: .list(ElementSource(column, catalogue: catalogue, reader: reader)))
        }
    }

    private var count: RelationColumn {
        RelationColumn(
            name: "n", type: "INTEGER", description: "1 for each \(noun)", content: .perRow(.count))
    }

    private func factColumns() -> [RelationColumn] {
        var columns = [RelationColumn(name: "id", type: "INTEGER", description: "the \(noun)", content: .sampleID)]
        columns += attributeColumns()
        columns += entityColumns(besides: columns)
        let measures = facts.columns.filter { ($0.kind == .integer || $0.kind == .real) && $0.role != .row }
        columns += measures.map(measure)
        let texts = facts.columns.filter { $0.kind == .text }
        columns += texts.map {
            RelationColumn(name: $0.name, type: "TEXT", description: $0.description ?? "", content: .text($0))
        }
        columns.append(
            RelationColumn(
                name: "file", type: "TEXT", description: "the file that the \(noun) was read from",
                content: .coded(FileColumn(catalogue: catalogue))))
        columns += facts.columns.filter { $0.role == .row }.map(measure)
        columns += measures.flatMap { totals(of: .column($0)) }
        columns += texts.flatMap { text in
            RelationColumn.lengths(of: text)
                // Users cannot name the totals of lengths; only rewritten statements do.
                + TextUnit.allCases.flatMap { totals(of: .length(text, $0)).compactMap(\.collapsed) }
        }
        return columns
    }

    /// The columns with codes: tags, and what follows from them.
    func attributeColumns() -> [RelationColumn] {
        facts.columns.filter { $0.kind == .tag }.flatMap(tagColumns)
    }

    /// The attributes of the entities that columns refer to. An attribute whose name is taken has the name of the
    /// referring column before it.
    private func entityColumns(besides columns: [RelationColumn]) -> [RelationColumn] {
        var taken = Set((columns.map(\.name) + facts.columns.map(\.name)).map { SQLName($0) })
        return facts.columns.filter { $0.kind == .tag }.flatMap { column -> [RelationColumn] in
            guard let id = column.entityTableID, id != facts.table.id, let entities = catalogue.table(id: id)
            else { return [] }
            let stored = StoredTagColumn(column, catalogue: catalogue, reader: reader)
            return EntityAttributes(entities, connection: connection, catalogue: catalogue, reader: reader)
                .columns(of: column, stored)
                .map { attribute in
                    var attribute = attribute
                    if taken.contains(SQLName(attribute.name)) { attribute.name = "\(column.name)_\(attribute.name)" }
                    taken.insert(SQLName(attribute.name))
                    return attribute
                }
        }
    }

    private func totals(of measure: Measure) -> [RelationColumn] {
        [
            RelationColumn(
                name: "\(measure.name)_sum", type: measure.isReal ? "REAL" : "INTEGER",
                description: "the total of \(measure.name) over the row's \(noun)s", content: .perRow(.sum(measure))),
            RelationColumn(
                name: "\(measure.name)_known", type: "INTEGER",
                description: "the row's \(noun)s that have a value of \(measure.name)",
                content: .perRow(.known(measure))),
        ]
    }

    func measure(_ column: ColumnDefinition) -> RelationColumn {
        RelationColumn(
            name: column.name, type: column.kind == .integer ? "INTEGER" : "REAL",
            description: column.description ?? "", content: column.kind == .integer ? .integer(column) : .real(column))
    }

    private func tagColumns(_ column: ColumnDefinition) -> [RelationColumn] {
        let stored = StoredTagColumn(column, catalogue: catalogue, reader: reader)
        func tag(_ name: String, _ type: String = "TEXT", _ description: String, _ coded: any CodedColumn)
            -> RelationColumn
        {
            RelationColumn(name: name, type: type, description: description, content: .coded(coded))
        }
        let own = tag(column.name, "TEXT", column.description ?? "", stored)
        switch column.role {
        case .stage:
            guard let source = facts.column(role: .source) else { return [own] }
            return [
                tag(
                    column.name, "TEXT", "the training stage, as given or as follows from the source",
                    StageColumn(
                        column, source: StoredTagColumn(source, catalogue: catalogue, reader: reader),
                        connection: connection, catalogue: catalogue, reader: reader))
            ]
        case .language:
            return [own]
                + LanguageAttribute.allCases.map { attribute in
                    tag(
                        attribute.rawValue, "TEXT", Self.description(of: attribute),
                        DerivedColumn(of: stored) { try derivations.language(attribute, of: column) })
                }
        case .culture:
            return [
                own,
                tag(
                    "cultural", "INTEGER",
                    "1 where the culture tag is a cultural one, 0 where it is not, null without a tag",
                    DerivedColumn(of: stored) { try derivations.cultural(column) }),
            ]
        default:
            return [own] + derived(from: column, stored)
        }
    }

    /// What follows from the meaning of a column's values, whatever its name.
    private func derived(from column: ColumnDefinition, _ stored: StoredTagColumn) -> [RelationColumn] {
        switch column.meaning {
        case .place:
            PlaceAttribute.allCases.map { attribute in
                RelationColumn(
                    name: attribute.name(of: column.name), type: "TEXT", description: Self.description(of: attribute),
                    content: .coded(DerivedColumn(of: stored) { try derivations.place(attribute, of: column) }))
            }
        case .language:
            LanguageAttribute.allCases.map { attribute in
                RelationColumn(
                    name: attribute.name(of: column.name), type: "TEXT", description: Self.description(of: attribute),
                    content: .coded(DerivedColumn(of: stored) { try derivations.language(attribute, of: column) }))
            }
        case nil: []
        }
    }

    private static func description(of attribute: LanguageAttribute) -> String {
        switch attribute {
        case .code: "the language's ISO 639-3 code"
        case .name: "the language's English name"
        }
    }

    // MARK: - Lists

    private func listRelation(_ column: ColumnDefinition, _ factColumns: [RelationColumn]) -> Relation {
        let source = ElementSource(column, catalogue: catalogue, reader: reader)
        let valueName = column.valueName ?? "value"
        var elements = [element(valueName, "one value of \(column.name)", source)]
        switch column.role {
        case .places:
            elements += PlaceAttribute.allCases.map { attribute in
                element(attribute.rawValue, Self.description(of: attribute), source) {
                    try derivations.place(attribute, of: column)
                }
            }
        case .languages:
            elements += LanguageAttribute.allCases.map { attribute in
                element(attribute.rawValue, Self.description(of: attribute), source) {
                    try derivations.language(attribute, of: column)
                }
            }
        default: elements += derivedElements(of: column, valueName, source)
        }
        return list(
            facts.table.listRelation(of: column.name), "one row per \(noun) and distinct \(valueName)", elements,
            source, factColumns, distinctIn: [valueName])
    }

    private func derivedElements(
        of column: ColumnDefinition, _ valueName: String, _ source: ElementSource
    ) -> [RelationColumn] {
        switch column.meaning {
        case .place:
            PlaceAttribute.allCases.map { attribute in
                element(attribute.name(of: valueName), Self.description(of: attribute), source) {
                    try derivations.place(attribute, of: column)
                }
            }
        case .language:
            LanguageAttribute.allCases.map { attribute in
                element(attribute.name(of: valueName), Self.description(of: attribute), source) {
                    try derivations.language(attribute, of: column)
                }
            }
        case nil: []
        }
    }

    /// A relation for each level above the places: a sample's countries, not its spellings of them, are distinct.
    private func levelRelations(_ places: ColumnDefinition, _ factColumns: [RelationColumn]) -> [Relation] {
        func source(_ attribute: PlaceAttribute) -> ElementSource {
            ElementSource(places, catalogue: catalogue, reader: reader) {
                try derivations.place(attribute, of: places)
            }
        }
        let countries = source(.iso2)
        let subregions = source(.subregion)
        return [
            list(
                "countries", "one row per sample and distinct country of its places",
                PlaceAttribute.allCases.map { attribute in
                    element(attribute.rawValue, Self.description(of: attribute), countries) {
                        try derivations.country(attribute, of: Self.values(of: countries))
                    }
                }, countries, factColumns,
                distinctIn: [PlaceAttribute.iso2, .iso3, .country].map(\.rawValue)),
            list(
                "subregions", "one row per sample and distinct sub-region of its places",
                [
                    element("subregion", Self.description(of: .subregion), subregions),
                    element("region", Self.description(of: .region), subregions) {
                        try derivations.region(ofSubregions: Self.values(of: subregions))
                    },
                ], subregions, factColumns, distinctIn: ["subregion"]),
            level("regions", .region, source(.region), factColumns),
            level("continents", .continent, source(.continent), factColumns),
        ]
    }

    private func level(
        _ name: String, _ attribute: PlaceAttribute, _ source: ElementSource, _ factColumns: [RelationColumn]
    ) -> Relation {
        list(
            name, "one row per sample and distinct \(attribute.rawValue) of its places",
            [element(attribute.rawValue, Self.description(of: attribute), source)], source, factColumns,
            distinctIn: [attribute.rawValue])
    }

    private static func values(of source: ElementSource) throws -> [SQLValue] {
        let values = try source.values()
        return (0..<UInt32(values.count)).map { values[$0] }
    }

    private func element(
        _ name: String, _ description: String, _ source: ElementSource, by derive: (() throws -> DerivedMap)? = nil
    ) -> RelationColumn {
        RelationColumn(
            name: name, type: "TEXT", description: description, content: .element(ElementColumn(source, by: derive)))
    }

    /// The element's columns, then the sample's. An element's column replaces the sample's column of the same name.
    private func list(
        _ name: String, _ description: String, _ elements: [RelationColumn], _ source: ElementSource,
        _ factColumns: [RelationColumn], distinctIn distinct: [String]
    ) -> Relation {
        let counts = [
            RelationColumn(
                name: "n", type: "INTEGER", description: "\(noun)s that carry the value (whole counting)",
                content: .perRow(.count)),
            RelationColumn(
                name: "mentions", type: "INTEGER", description: "occurrences of the value, repeated ones counted",
                content: .perRow(.mentions)),
            RelationColumn(
                name: "w", type: "REAL",
                description: "1/k for each \(noun) with k distinct values (fractional counting)",
                content: .perRow(.weight)),
        ]
        let taken = Set((counts + elements).map { SQLName($0.name) })
        return Relation(
            of: facts, name: name, description: description,
            columns: counts + RelationColumn.randomNumbers + [.listLength(of: source)] + elements
                + factColumns.filter { !taken.contains(SQLName($0.name)) },
            element: source, distinctElements: distinct)
    }

    private static func description(of attribute: PlaceAttribute) -> String {
        switch attribute {
        case .country: "the country's English name"
        case .iso2: "the country's ISO 3166-1 alpha-2 code"
        case .iso3: "the country's ISO 3166-1 alpha-3 code"
        case .region: "the UN M49 region"
        case .subregion: "the UN M49 sub-region"
        case .continent: "the continent, North and South America apart"
        }
    }
}
