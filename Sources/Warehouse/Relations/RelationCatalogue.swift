import Columns

/// Makes the relations of a store from its catalogue.
struct RelationCatalogue {
    private let connection: Connection
    private let catalogue: Catalogue
    private let reader: SegmentReader
    private let derivations: Derivations

    init(connection: Connection, catalogue: Catalogue, reader: SegmentReader) {
        self.connection = connection
        self.catalogue = catalogue
        self.reader = reader
        self.derivations = Derivations(connection: connection, catalogue: catalogue)
    }

    /// `samples`, one relation for each multi-valued column, and one for each level above the places.
    func relations() -> [Relation] {
        let sampleColumns = sampleColumns()
        var relations = [
            Relation(
                name: "samples", description: "one row per sample",
                columns: [Self.count] + RelationColumn.randomNumbers + sampleColumns + listColumns(), element: nil)
        ]
        for column in catalogue.columns where column.kind == .tags {
            relations.append(listRelation(column, sampleColumns))
            if column.role == .places { relations += levelRelations(column, sampleColumns) }
        }
        return relations
    }

    // MARK: - samples

    /// The multi-valued columns, each sample's values together.
    private func listColumns() -> [RelationColumn] {
        catalogue.columns.filter { $0.kind == .tags }.map { column in
            RelationColumn(
                name: column.name, type: "TEXT", description: "the distinct values of \(column.name) as a JSON array",
                content: .list(ElementSource(column, catalogue: catalogue, reader: reader)))
        }
    }

    private static var count: RelationColumn {
        RelationColumn(
            name: "n", type: "INTEGER", description: "1 for each sample",
            content: .perRow(.count))
    }

    private func sampleColumns() -> [RelationColumn] {
        let dictionaryColumns = catalogue.columns.filter { $0.kind == .tag }
        var columns = [RelationColumn(name: "id", type: "INTEGER", description: "the sample", content: .sampleID)]
        for column in dictionaryColumns { columns += tagColumns(column) }
        let measures = catalogue.columns.filter { ($0.kind == .integer || $0.kind == .real) && $0.role != .row }
        columns += measures.map(measure)
        let texts = catalogue.columns.filter { $0.kind == .text }
        columns += texts.map {
            RelationColumn(name: $0.name, type: "TEXT", description: $0.description ?? "", content: .text($0))
        }
        columns.append(
            RelationColumn(
                name: "file", type: "TEXT", description: "the file that the sample was read from",
                content: .coded(FileColumn(catalogue: catalogue))))
        columns += catalogue.columns.filter { $0.role == .row }.map(measure)
        columns += measures.flatMap { Self.totals(of: .column($0)) }
        columns += texts.flatMap { text in
            RelationColumn.lengths(of: text)
                // Users cannot name the totals of lengths; only rewritten statements do.
                + TextUnit.allCases.flatMap { Self.totals(of: .length(text, $0)).compactMap(\.collapsed) }
        }
        return columns
    }

    private static func totals(of measure: Measure) -> [RelationColumn] {
        [
            RelationColumn(
                name: "\(measure.name)_sum", type: measure.isReal ? "REAL" : "INTEGER",
                description: "the total of \(measure.name) over the row's samples", content: .perRow(.sum(measure))),
            RelationColumn(
                name: "\(measure.name)_known", type: "INTEGER",
                description: "the row's samples that have a value of \(measure.name)",
                content: .perRow(.known(measure))),
        ]
    }

    private func measure(_ column: ColumnDefinition) -> RelationColumn {
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
            guard let source = catalogue.column(role: .source) else { return [own] }
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
            return [own]
        }
    }

    private static func description(of attribute: LanguageAttribute) -> String {
        switch attribute {
        case .code: "the language's ISO 639-3 code"
        case .name: "the language's English name"
        }
    }

    // MARK: - Lists

    private func listRelation(_ column: ColumnDefinition, _ sampleColumns: [RelationColumn]) -> Relation {
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
        default: break
        }
        return list(column.name, "one row per sample and distinct \(valueName)", elements, source, sampleColumns)
    }

    /// A relation for each level above the places: a sample's countries, not its spellings of them, are distinct.
    private func levelRelations(_ places: ColumnDefinition, _ sampleColumns: [RelationColumn]) -> [Relation] {
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
                }, countries, sampleColumns),
            list(
                "subregions", "one row per sample and distinct sub-region of its places",
                [
                    element("subregion", Self.description(of: .subregion), subregions),
                    element("region", Self.description(of: .region), subregions) {
                        try derivations.region(ofSubregions: Self.values(of: subregions))
                    },
                ], subregions, sampleColumns),
            level("regions", .region, source(.region), sampleColumns),
            level("continents", .continent, source(.continent), sampleColumns),
        ]
    }

    private func level(
        _ name: String, _ attribute: PlaceAttribute, _ source: ElementSource, _ sampleColumns: [RelationColumn]
    ) -> Relation {
        list(
            name, "one row per sample and distinct \(attribute.rawValue) of its places",
            [element(attribute.rawValue, Self.description(of: attribute), source)], source, sampleColumns)
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
        _ sampleColumns: [RelationColumn]
    ) -> Relation {
        let counts = [
            RelationColumn(
                name: "n", type: "INTEGER", description: "samples that carry the value (whole counting)",
                content: .perRow(.count)),
            RelationColumn(
                name: "mentions", type: "INTEGER", description: "occurrences of the value, repeated ones counted",
                content: .perRow(.mentions)),
            RelationColumn(
                name: "w", type: "REAL",
                description: "1/k for each sample with k distinct values (fractional counting)",
                content: .perRow(.weight)),
        ]
        let taken = Set((counts + elements).map { SQLName($0.name) })
        return Relation(
            name: name, description: description,
            columns: counts + RelationColumn.randomNumbers + elements
                + sampleColumns.filter { !taken.contains(SQLName($0.name)) },
            element: source)
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
