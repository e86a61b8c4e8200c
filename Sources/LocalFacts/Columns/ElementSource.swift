import Columns
import Parallel

/// The values of a multi-valued column, each sample's distinct: what the rows of `places`, `countries`, … are made of.
final class ElementSource {
    let column: ColumnDefinition
    private let single: StoredTagColumn?
    private let catalogue: Catalogue
    private let reader: SegmentReader
    /// For a level above the values as written, such as the countries of places.
    private let level: (() throws -> DerivedMap)?
    private var levelMap: DerivedMap?
    private var lists: [Int64: ListVector] = [:]
    private var lengths: [Int64: CodeVector] = [:]
    /// The lists of cubes' cells, which a count asks for several times.
    private var cellLists: [CubeDescription: ListVector] = [:]
    private var cellElementCount = 0

    /// Elements of cells that are kept: about 40 MB.
    private static let maximumCellElementCount = 4 << 20

    init(
        _ column: ColumnDefinition, catalogue: Catalogue, reader: SegmentReader,
        level: (() throws -> DerivedMap)? = nil
    ) {
        self.column = column
        self.single = column.role?.singular.flatMap { catalogue.column(role: $0, beside: column) }.map {
            StoredTagColumn($0, catalogue: catalogue, reader: reader)
        }
        self.catalogue = catalogue
        self.reader = reader
        self.level = level
    }

    /// Whether its elements are the values as written, and not a level above them.
    var isOfValues: Bool { level == nil }

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

    /// Drops the decoded row groups, and keeps the map, which is valid for all of them.
    func forgetRowGroups() {
        single?.forgetRowGroups()
        lists = [:]
        lengths = [:]
        cellLists = [:]
        cellElementCount = 0
    }

    /// The values of the elements' codes.
    func values() throws -> CodeValues {
        if let map = try map() { return .values(map.values) }
        return .dictionary(try catalogue.dictionary(of: column))
    }

    /// The code of the element of each stored value, by the value's code.
    func elementsByValue() throws -> [UInt32] {
        let values = 0...(try catalogue.dictionary(of: column).greatestCode)
        guard let map = try map()?.codes else { return Array(values) }
        return values.map { Int($0) < map.count ? map[Int($0)] : 0 }
    }

    /// What `body` makes of the stored lists of each row group, on all threads; row groups without are absent.
    ///
    /// - Parameter body: gets the lists and the greatest code of a value.
    /// - Throws: `StoreError`, `SQLError`.
    func storedLists<Result: Sendable>(
        in groups: [RowGroup], _ body: @Sendable (EncodedLists, UInt32) throws -> Result
    ) throws -> [Int64: Result] {
        let limit = try catalogue.dictionary(of: column).greatestCode
        let lists = try groups.compactMap { group in try reader.encodedLists(column, group).map { (group, $0) } }
        let results = try lists.concurrentMap { [column] group, lists in
            try SegmentReader.decoding(column, group) { try body(lists, limit) }
        }
        return Dictionary(uniqueKeysWithValues: zip(lists.map(\.0.id), results))
    }

    /// The distinct elements of each sample, or cell, of the block.
    ///
    /// A sample of a data set with one value per sample has this one element.
    func list(in block: SampleBlock) throws -> ListVector {
        if let list = block.cube.map({ cellLists[$0.description] }) ?? lists[block.group.id] { return list }
        var list: ListVector
        if let stored = try storedList(in: block) {
            list = stored
        } else if let single {
            list = ListVector(single: try single.codes(in: block))
        } else {
            list = ListVector(single: .constant(0, count: block.rowCount))
        }
        if let map = try map() { list = list.mapped(by: map.codes) }
        if let cube = block.cube { keep(list, of: cube) } else { lists[block.group.id] = list }
        return list
    }

    /// Decodes the lists of row groups on all threads, so that `list` has them.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func prepare(_ groups: [RowGroup]) throws {
        let missing = groups.filter { lists[$0.id] == nil }
        try reader.prepareLists(of: column, in: missing)
        guard let map = try map()?.codes else { return }
        let stored = try missing.compactMap { group in try reader.lists(column, group).map { (group.id, $0) } }
        let mapped = try stored.concurrentMap { $0.1.mapped(by: map) }
        for ((id, _), list) in zip(stored, mapped) { lists[id] = list }
    }

    private func keep(_ list: ListVector, of cube: StoredCube) {
        if cellElementCount + list.elementCount > ElementSource.maximumCellElementCount {
            cellLists = [:]
            cellElementCount = 0
        }
        cellLists[cube.description] = list
        cellElementCount += list.elementCount
    }

    /// Drops the lists of one cube.
    func forget(_ cube: StoredCube) {
        guard let list = cellLists.removeValue(forKey: cube.description) else { return }
        cellElementCount -= list.elementCount
    }

    func list(in group: RowGroup) throws -> ListVector { try list(in: SampleBlock(group)) }

    private func storedList(in block: SampleBlock) throws -> ListVector? {
        guard let cube = block.cube else { return try reader.lists(column, block.group) }
        return cube.lists(column)
    }

    /// Whether a cube of these columns has the elements in the row group.
    func isIn(cubeOf columns: [ColumnDefinition.ID], _ group: RowGroup) throws -> Bool {
        if try reader.summary(column, group) != nil { return columns.contains(column.id) }
        return try single?.isIn(cubeOf: columns, group) ?? true
    }

    /// For each sample, or cell, its number k of distinct elements. Each element counts 1/k.
    func lengths(in block: SampleBlock) throws -> CodeVector {
        if block.cube == nil, let lengths = lengths[block.group.id] { return lengths }
        let lengths = try list(in: block).lengths
        if block.cube == nil { self.lengths[block.group.id] = lengths }
        return lengths
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

    /// The code by the element's own code; nil if they are the same.
    func codesByElement() throws -> [UInt32]? { try map()?.codes }

    func codes(in group: RowGroup) throws -> CodeVector { try codes(in: SampleBlock(group)) }

    /// One code per element of the block.
    func codes(in block: SampleBlock) throws -> CodeVector {
        let codes = try source.list(in: block).codes
        return try map().map { codes.mapped(by: $0.codes) } ?? codes
    }

    /// A comparison of the elements of a block. Where it can, it is of the elements' own codes, which need no mapping.
    func comparison(
        _ accepted: AcceptedCodes, in block: SampleBlock
    ) throws -> (codes: CodeVector, accepted: AcceptedCodes) {
        let codes = try source.list(in: block).codes
        guard let map = try map()?.codes else { return (codes, accepted) }
        // A code beyond the map stands for null.
        if accepted.contains(0) { return (codes.mapped(by: map), accepted) }
        return (codes, .table(map.map(accepted.contains)))
    }
}
