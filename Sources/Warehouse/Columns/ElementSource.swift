import Columns

/// The values of a multi-valued column, each sample's distinct: what the rows of `places`, `countries`, … are made of.
final class ElementSource {
    private let column: ColumnDefinition
    private let single: StoredTagColumn?
    private let catalogue: Catalogue
    private let reader: SegmentReader
    /// For a level above the values as written, such as the countries of places.
    private let level: (() throws -> DerivedMap)?
    private var levelMap: DerivedMap?
    private var lists: [Int64: ListVector] = [:]
    private var fractions: [Int64: [Double]] = [:]

    init(
        _ column: ColumnDefinition, catalogue: Catalogue, reader: SegmentReader,
        level: (() throws -> DerivedMap)? = nil
    ) {
        self.column = column
        self.single = column.role?.singular.flatMap(catalogue.column(role:)).map {
            StoredTagColumn($0, catalogue: catalogue, reader: reader)
        }
        self.catalogue = catalogue
        self.reader = reader
        self.level = level
    }

    private func map() throws -> DerivedMap? {
        if levelMap == nil { levelMap = try level?() }
        return levelMap
    }

    /// Whether the row group has the column, or the single values that stand in for it.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func isPresent(in group: RowGroup) throws -> Bool {
        if try reader.summary(column, group) != nil { return true }
        return try single?.occurringCodes(in: group) ?? [0] != [0]
    }

    /// Drops what was decoded of row groups, and keeps the map that holds for all of them.
    func forgetRowGroups() {
        single?.forgetRowGroups()
        lists = [:]
        fractions = [:]
    }

    /// What the elements' codes stand for.
    func values() throws -> CodeValues {
        if let map = try map() { return .values(map.values) }
        return .dictionary(try catalogue.dictionary(of: column))
    }

    /// The distinct elements of each sample of the row group.
    ///
    /// A sample of a data set with one value a sample has that one.
    func list(in group: RowGroup) throws -> ListVector {
        if let list = lists[group.id] { return list }
        var list: ListVector
        if let stored = try reader.lists(column, group) {
            list = stored
        } else if let single {
            list = ListVector(single: try single.codes(in: group))
        } else {
            list = ListVector(single: .constant(0, count: group.rowCount))
        }
        if let map = try map() { list = list.mapped(by: map.codes) }
        lists[group.id] = list
        return list
    }

    /// For each element 1/k, where its sample has k of them; nil where all are 1.
    func fractions(in group: RowGroup) throws -> [Double] {
        if let fractions = fractions[group.id] { return fractions }
        let offsets = try list(in: group).offsets
        var result: [Double] = []
        result.reserveCapacity(Int(offsets.last ?? 0))
        for row in 0..<max(0, offsets.count - 1) {
            let count = Int(offsets[row + 1] - offsets[row])
            result.append(contentsOf: repeatElement(1 / Double(count), count: count))
        }
        fractions[group.id] = result
        return result
    }
}

/// A column of a list relation that belongs to the element: the value itself, or what follows from it.
final class ElementColumn {
    let source: ElementSource
    private let derive: (() throws -> DerivedMap)?
    private var derived: DerivedMap?

    /// - Parameter derive: makes the map when it is first used; nil for the value itself.
    init(_ source: ElementSource, by derive: (() throws -> DerivedMap)? = nil) {
        self.source = source
        self.derive = derive
    }

    private func map() throws -> DerivedMap? {
        if derived == nil { derived = try derive?() }
        return derived
    }

    func values() throws -> CodeValues {
        if let map = try map() { return .values(map.values) }
        return try source.values()
    }

    /// One code an element of the row group.
    func codes(in group: RowGroup) throws -> CodeVector {
        let codes = try source.list(in: group).codes
        return try map().map { codes.mapped(by: $0.codes) } ?? codes
    }
}
