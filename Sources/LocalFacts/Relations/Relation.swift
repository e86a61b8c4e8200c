import Columns
import CSQLite
import SQLite

/// A relation over a fact table: its name, its columns, and for a list relation what its rows are elements of.
package final class Relation {
    let facts: StoredFacts
    package let name: String
    let description: String
    let columns: [RelationColumn]
    let element: ElementSource?
    /// Names of columns of the elements; no two elements of a fact are equal in one of these.
    let distinctElements: [String]

    init(
        of facts: StoredFacts, name: String, description: String, columns: [RelationColumn], element: ElementSource?,
        distinctElements: [String] = []
    ) {
        self.facts = facts
        self.name = name
        self.description = description
        // SQLite reports for each of the first 63 columns whether a statement uses it, and for all others together only
        // whether it uses any. A column that collapses must be among the first 63: otherwise every statement that uses
        // one of the others would seem to use it. The position of a column does not affect any result.
        let counts = columns.filter(\.isCountOfRow)
        let lists = columns.filter(\.isList)
        var ordered =
            columns.compactMap(\.collapsed) + columns.filter { $0.isInternal && !$0.isConcealed }
            + columns.filter { !$0.isHidden }
            + counts.filter { !$0.isTotalOfMeasure }
        // The same holds for what is computed in a scan, and for the counts of distinct values. They are offered as
        // long as there is room, and some counts of distinct values always are.
        let distinctCounts =
            ordered.filter { !$0.isText }.compactMap(\.distinctCount)
            + (facts.outside == nil ? ordered.filter(\.isText).compactMap(\.distinctCount) : [])
        let reserve = min(distinctCounts.count, Relation.reservedDistinctCount)
        let extremes = Relation.extremes(of: columns, facts)
        for computed in [Relation.queries(of: facts, isOfElements: element != nil), columns.filter(\.isConcealed)]
            + extremes.prefix(1) + [Relation.computed(of: facts, isOfElements: element != nil)]
        where ordered.count + computed.count + reserve <= Relation.toldColumnCount { ordered += computed }
        ordered += distinctCounts.prefix(max(0, Relation.toldColumnCount - ordered.count))
        for computed in extremes.dropFirst() where ordered.count + computed.count <= Relation.toldColumnCount {
            ordered += computed
        }
        // If a list wrongly seems used, every sample becomes a row. This costs time and changes no answer.
        self.columns =
            ordered + counts.filter(\.isTotalOfMeasure) + lists + (element == nil ? [RelationColumn.firstRows] : [])
        self.element = element
        self.distinctElements = distinctElements
    }

    /// The same relation, whose computed columns have these expressions and queries of ids, by number.
    init(_ other: Relation, computing expressions: [Int: TextExpression], counting queries: [Int: NumberByID]) {
        (facts, name, description, element) = (other.facts, other.name, other.description, other.element)
        distinctElements = other.distinctElements
        columns = other.columns.map { column in
            var column = column
            switch column.content {
            case .computed(let slot, _): column.content = .computed(slot: slot, expressions[slot])
            case .numberByID(let slot, _): column.content = .numberByID(slot: slot, queries[slot])
            default: break
            }
            return column
        }
    }

    /// The hidden columns of queries of ids; none for rows outside the store.
    private static func queries(of facts: StoredFacts, isOfElements: Bool) -> [RelationColumn] {
        // Only a fact has a place of its own among others.
        facts.outside == nil ? RelationColumn.queriesOfIDs + (isOfElements ? [] : [RelationColumn.placeOfRow]) : []
    }

    /// The hidden columns that are computed from texts in a scan; none for rows outside the store.
    private static func computed(of facts: StoredFacts, isOfElements: Bool) -> [RelationColumn] {
        let texts = facts.columns.filter { $0.kind == .text }
        guard facts.outside == nil, !texts.isEmpty else { return [] }
        // A sample's elements are in several combinations, which may have other extremes.
        return RelationColumn.computedTexts
            + (isOfElements ? [] : texts.flatMap { RelationColumn.extremes(of: $0) })
    }

    /// The hidden columns of the least and greatest ids and measures, ids first; none for rows outside the store.
    private static func extremes(of columns: [RelationColumn], _ facts: StoredFacts) -> [[RelationColumn]] {
        guard facts.outside == nil else { return [] }
        return columns.compactMap { column in
            switch column.content {
            case .sampleID: RelationColumn.extremes(of: .id, named: column.name)
            case .integer(let number), .real(let number):
                RelationColumn.extremes(of: .column(number), named: column.name)
            default: nil
            }
        }
    }

    /// The number of columns for which SQLite reports individually whether a statement uses them.
    private static let toldColumnCount = 63
    /// Counts of distinct values for which there is room, whatever else is offered.
    private static let reservedDistinctCount = 7

    /// The statement that declares the relation to SQLite.
    private(set) lazy var declaration: String = {
        let columns = columns.map { column in
            "\(SQLName.quoted(column.name)) \(column.type)\(column.isHidden ? " hidden" : "")"
        }
        return "create table relation (\(columns.joined(separator: ", ")))"
    }()

    package var publicDescription: RelationDescription {
        RelationDescription(
            name: name, table: facts.table.name, description: description,
            columns: columns.filter { !$0.isInternal }.map {
                .init(name: $0.name, type: $0.type, isHidden: $0.isHidden, description: $0.description)
            })
    }

}

extension Relation {
    /// A column of the samples with codes.
    ///
    /// - Throws: `SQLError` if there is none of that name.
    func codedColumn(named name: String) throws -> any CodedColumn {
        guard case .coded(let column) = columns.first(where: { $0.name == name })?.content else {
            throw SQLError(code: SQLITE_INTERNAL, message: "column \(name) of \(self.name) has no codes")
        }
        return column
    }
}
